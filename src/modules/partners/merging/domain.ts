/** Rows of one table that a merge moved from one record to the other. */
export interface Moved {
  readonly table: string;
  readonly column: string;
  readonly ids: readonly string[];
}

/**
 * Every column that refers to a partner. A merge moves them all; a test holds this list against
 * the database, so that a new table cannot be forgotten.
 */
export const REFERENCES = [
  ['partnership', 'partner_id'],
  ['activity', 'partner_id'],
  ['join_request', 'partner_id'],
  ['partner', 'parent_id'],
  ['partner_contact', 'partner_id'],
  ['partner_note', 'partner_id'],
  ['partner_establishment', 'partner_id'],
  ['partner_label', 'partner_id'],
  ['partner_document', 'partner_id'],
  ['partner_event', 'partner_id'],
] as const;

/** What the one who merges chooses between, field by field. */
export const CHOICES = [
  'name',
  'acronym',
  'kind',
  'siren',
  'siret',
  'rna',
  'description',
  'address',
  'website',
  'parent_id',
] as const;
export type Choice = (typeof CHOICES)[number];

/** Columns that go with a chosen field, because they say the same thing. */
export const TOGETHER: Readonly<Partial<Record<Choice, readonly string[]>>> = {
  address: ['postal_code', 'commune_code', 'department_code', 'place_key'],
};

/** Days in which a merge can be undone. */
export const UNDO_DAYS = 30;

/** Which of two values to propose: the one that says something, else the kept record's. */
export function proposed(kept: unknown, merged: unknown): 'kept' | 'merged' {
  const empty = (value: unknown): boolean => value === null || value === '' || value === 'other';
  return empty(kept) && !empty(merged) ? 'merged' : 'kept';
}
