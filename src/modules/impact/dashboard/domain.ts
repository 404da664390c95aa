import type { Dashboard } from '../queries.ts';

/** What the parts of the dashboard show, and as far as what this reader may open. */
export interface Shown {
  readonly figures: Dashboard;
  readonly query: { readonly department: string; readonly commitment: string };
  readonly peopleTarget: Dashboard['targets'][number] | null;
  readonly freshTarget: Dashboard['targets'][number] | null;
  /** Nothing narrows the figures: targets can be held against them. */
  readonly national: boolean;
  /** The present year, whose figures are not complete. */
  readonly current: number;
  readonly mayDrill: boolean;
  readonly mayOpenPartnerships: boolean;
}

/** Address of the records behind a figure. */
export function recordsOf(data: Shown, more: Record<string, string> = {}): string {
  const year = more.annee ?? String(data.figures.year);
  const search = new URLSearchParams({ du: `${year}-01-01`, au: `${year}-12-31` });
  const department = more.departement ?? data.query.department;
  const commitment = more.engagement ?? data.query.commitment;
  if (department) search.set('departement', department);
  if (commitment) search.set('engagement', commitment);
  return `/activite?${search}`;
}

/** Address of the partnerships behind a figure. */
export function partnershipsOf(data: Shown, more: Record<string, string>): string {
  const search = new URLSearchParams(more);
  if (data.query.department) search.set('departement', data.query.department);
  if (data.query.commitment) search.set('engagement', data.query.commitment);
  return `/partenariats?${search}`;
}
