export {
  blankable,
  COMMITMENTS,
  type Commitment,
  commitment,
  day,
  line,
  prose,
  TERRITORY_KINDS,
  type TerritoryKind,
  uuid,
} from './contract.ts';
export { en as allianceEn } from './messages.en.ts';
export { fr as allianceFr } from './messages.fr.ts';
