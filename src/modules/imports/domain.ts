/** The kinds of file that can be imported, in the order in which they are best imported. */
export const IMPORT_KINDS = [
  'communes',
  'qpv',
  'indicators',
  'contact-points',
  'france-services',
  'mediation-places',
  'structures',
  'services',
  'advisor-places',
  'digital-stages',
  'partners',
  'partnerships',
  'coop',
] as const;
export type ImportKindName = (typeof IMPORT_KINDS)[number];

/** Kinds whose columns and words a person says; they are written as a batch that can be undone. */
export const MAPPED_KINDS = [
  'partners',
  'partnerships',
] as const satisfies readonly ImportKindName[];
export type MappedKind = (typeof MAPPED_KINDS)[number];

export function isMapped(kind: string): kind is MappedKind {
  return (MAPPED_KINDS as readonly string[]).includes(kind);
}

/** Exit code of a finished import: 0 all rows in, 2 some rejected. A useless file is 1. */
export function exitCodeOf(result: { readonly rejected: number }): 0 | 2 {
  return result.rejected === 0 ? 0 : 2;
}
