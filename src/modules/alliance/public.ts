export {
  answered,
  created,
  createdOutput,
  done,
  idOutput,
  idParams,
  pageOutput,
  pageQuery,
  version,
} from './api.ts';
export { blankable, commitment, day, decimal, line, prose, uuid, whole } from './contract.ts';
export { COMMITMENTS, type Commitment, TERRITORY_KINDS, type TerritoryKind } from './domain.ts';
export { DOOR_KEYS, DOORS, isDoor } from './doors/domain.ts';
export { en as allianceEn } from './messages.en.ts';
export { fr as allianceFr } from './messages.fr.ts';
export { workingDaysAfter } from './working-days/domain.ts';
