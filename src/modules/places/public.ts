export { placeOperations } from './api.ts';
export type { PlaceFailure } from './commands.ts';
export { contactPointImporter } from './contact-point-import/commands.ts';
export { type PlaceInput, weekHours } from './contract.ts';
export {
  type ServiceRow,
  type StructureRow,
  serviceRow,
  structureRow,
} from './data-inclusion/contract.ts';
export {
  type FeedSession,
  toServices,
  toStructure,
  toWorkshopService,
} from './data-inclusion/domain.ts';
export { serviceImporter, structureImporter } from './data-inclusion-import/commands.ts';
export { type PlaceKind, sayTime, WEEKDAYS } from './domain.ts';
export { franceServicesImporter } from './france-services-import/commands.ts';
export { placeLikenessOperations } from './likeness/api.ts';
export { mediationOperations } from './mediation/api.ts';
export { genericEmails, isPersonalEmail } from './mediation/domain.ts';
export { en as mediationEn } from './mediation/messages.en.ts';
export { fr as mediationFr } from './mediation/messages.fr.ts';
export {
  getSheet,
  listGivenServices,
  listMediationPlaces,
  type MediationPlace,
} from './mediation/queries.ts';
export {
  advisorPlaceImporter,
  digitalStageImporter,
  mediationPlaceImporter,
} from './mediation-import/commands.ts';
export { en as placesEn } from './messages.en.ts';
export { fr as placesFr } from './messages.fr.ts';
export { NATIONAL_FIELDS, type NationalRow, nationalRow } from './national-schema/contract.ts';
export { toNationalRow } from './national-schema/domain.ts';
export { type NearPlace, placesNear } from './near/queries.ts';
export { assignNeighbourhoods } from './place-upsert/commands.ts';
export {
  countPlacesByDepartment,
  countPlacesByKind,
  getPlace,
  listPlaces,
  listPlacesById,
  type Place,
  type PlaceFilters,
  type PlaceSummary,
  placePositions,
  placesOf,
  searchPlaces,
} from './queries.ts';
export type { PositionPrecision, Weekday, WeekHours } from './tables.ts';
