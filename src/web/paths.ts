import type { TerritoryKind } from '../modules/alliance/public.ts';

/** How each kind of territory is called in addresses. */
export const TERRITORY_SLUGS: Readonly<Record<TerritoryKind, string>> = {
  commune: 'commune',
  epci: 'epci',
  department: 'departement',
  region: 'region',
  country: 'france',
};

/** The address of a territory's page. */
export function territoryPath(kind: TerritoryKind, code: string): string {
  return kind === 'country' ? '/territoires' : `/territoires/${TERRITORY_SLUGS[kind]}/${code}`;
}
