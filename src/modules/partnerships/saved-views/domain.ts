/** The ways of looking at the same partnerships. */
export const VIEWS = ['list', 'board', 'map', 'calendar'] as const;
export type View = (typeof VIEWS)[number];

/** Where each is. */
export const VIEW_PATHS: Readonly<Record<View, string>> = {
  list: '/partenariats',
  board: '/partenariats/tableau',
  map: '/partenariats/carte',
  calendar: '/partenariats/calendrier',
};

/** What an address may carry into a saved view: filters, not the place in a list. */
const FILTERS = [
  'q',
  'etape',
  'type',
  'engagement',
  'departement',
  'region',
  'epci',
  'commune',
  'partenaire',
  'lieu',
  'besoin',
  'accord',
  'suivi',
];

/** The filters of an address and nothing else, always in the same order. */
export function filtersOnly(search: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of FILTERS) {
    const value = search.get(name)?.trim();
    if (value) kept.set(name, value.slice(0, 120));
  }
  return kept.toString();
}
