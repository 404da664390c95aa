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
export {
  blankable,
  blankLine,
  commitment,
  day,
  decimal,
  line,
  mobilePhone,
  personName,
  prose,
  uuid,
  webAddress,
  whole,
} from './contract.ts';
export { MOST_COUNTED, totals } from './digital-inclusion/contract.ts';
export {
  ACCESS_NEEDS,
  type AccessNeed,
  AGES,
  AUTONOMIES,
  type Autonomy,
  EQUIPMENTS,
  type Equipment,
  FACILITIES,
  FACILITIES_FOR,
  type Facility,
  GENDERS,
  LANGUAGES,
  LEVELS,
  type Level,
  missingFor,
  NEEDS_OF_ROOM,
  ORIENTED_TO,
  type OrientedTo,
  PROCEDURE_TOPICS,
  type ProcedureTopic,
  SETTINGS,
  type Setting,
  STATUSES,
  sumOf,
  THEMES,
  type Theme,
  type Totals,
} from './digital-inclusion/domain.ts';
export { en as digitalEn } from './digital-inclusion/messages.en.ts';
export { fr as digitalFr } from './digital-inclusion/messages.fr.ts';
export {
  codeOfWord,
  codesOf,
  MEDIATION_LISTS,
  MEDIATION_SERVICES,
  type MediationList,
  type MediationService,
  THEMES_OF_SERVICE,
  TYPOLOGIES,
  wordsOf,
} from './digital-inclusion/places/domain.ts';
export { en as mediationListsEn } from './digital-inclusion/places/messages.en.ts';
export { fr as mediationListsFr } from './digital-inclusion/places/messages.fr.ts';
export { COMMITMENTS, type Commitment, TERRITORY_KINDS, type TerritoryKind } from './domain.ts';
export { DOOR_KEYS, DOORS, isDoor } from './doors/domain.ts';
export { en as allianceEn } from './messages.en.ts';
export { fr as allianceFr } from './messages.fr.ts';
export { newCode, REFERRAL_CODE, readCode, SEAT_CODE } from './referral-code/domain.ts';
export { workingDaysAfter } from './working-days/domain.ts';
