export { placeOperations } from './api.ts';
export type { PlaceFailure } from './commands.ts';
export { contactPointImporter } from './contact-point-import/commands.ts';
export { type PlaceInput, weekHours } from './contract.ts';
export { type PlaceKind, sayTime, WEEKDAYS } from './domain.ts';
export { franceServicesImporter } from './france-services-import/commands.ts';
export { en as placesEn } from './messages.en.ts';
export { fr as placesFr } from './messages.fr.ts';
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
