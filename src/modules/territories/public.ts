export { boundingBox, inArea } from './geometry/domain.ts';
export { loadQpvIndex, type QpvIndex, type QpvRef, qpvAt } from './geometry/queries.ts';
export { COUNTRY_CODE, recomputeIndicatorAggregates } from './indicators/commands.ts';
export {
  countryMap,
  departmentMap,
  type MapInset,
  type MapShape,
  type TerritoryMap,
} from './map/domain.ts';
export { type ReferenceSync, syncReference } from './reference/commands.ts';
export {
  type CommuneResolver,
  loadCommuneResolver,
  normaliseCommuneCode,
  type ResolvedCommune,
  resolveCommune,
} from './reference/queries.ts';
export type { AreaGeometry, Ring } from './tables.ts';
