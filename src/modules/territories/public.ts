export { territoryOperations } from './api.ts';
export { communeImporter } from './commune-import/commands.ts';
export { kindOfSlug, quarters } from './domain.ts';
export {
  type CommuneFinding,
  type FoundCommune,
  findCommune,
  findEpci,
  territoryNames,
} from './find/queries.ts';

export { loadQpvIndex, type QpvIndex, type QpvRef } from './geometry/queries.ts';
export { indicatorImporter } from './indicator-import/commands.ts';
export { recomputeIndicatorAggregates } from './indicators/commands.ts';
export {
  type Band,
  type Rank,
  type Reading,
  type SaidIndicator,
  sayIndicator,
  sayValue,
  type TerritoryIndicator,
  type Tone,
} from './indicators/domain.ts';
export {
  departmentValues,
  type IndicatorChoice,
  listIndicators,
  territoryIndicators,
} from './indicators/queries.ts';
export {
  countryMap,
  departmentMap,
  dotsOn,
  type MapInset,
  type MapShape,
  type TerritoryMap,
} from './map/domain.ts';
export { en as territoriesEn } from './messages.en.ts';
export { fr as territoriesFr } from './messages.fr.ts';
export { type Position, readPosition } from './position/domain.ts';
export { en as positionEn } from './position/messages.en.ts';
export { fr as positionFr, type PositionCode } from './position/messages.fr.ts';
export { type PostalLookup, readPostalCode } from './postal/domain.ts';
export { loadPostalLookup } from './postal/queries.ts';
export { qpvImporter } from './qpv-import/commands.ts';
export {
  type CommuneSummary,
  getTerritory,
  listCommunes,
  listDepartments,
  listEpcis,
  type Territory,
  type TerritoryRef,
  type TerritorySummary,
} from './queries.ts';
export { type ReferenceSync, syncReference } from './reference/commands.ts';
export {
  type CommuneResolver,
  loadCommuneResolver,
  type ResolvedCommune,
  resolveCommune,
} from './reference/queries.ts';
export { searchCommunes, searchEpcis, searchTerritories } from './search/queries.ts';
export type { AreaGeometry, Ring } from './tables.ts';
export { type Within, withinOf } from './within/queries.ts';
