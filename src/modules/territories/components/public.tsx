export { CountryMap, MapLegend, type Shade } from './country-map.tsx';
export { DepartmentMap, type Dots, type PointMap } from './department-map.tsx';
export { IndicatorTable } from './indicator-table.tsx';
export { type FoundTerritory, TerritorySearch } from './territory-search.tsx';
export { WithinField, WithinNote } from './within.tsx';
