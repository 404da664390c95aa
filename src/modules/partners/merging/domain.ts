/** Rows of one table that a merge moved from one record to the other. */
export interface Moved {
  readonly table: string;
  readonly column: string;
  /** Of the rows that moved: the value of the reference's key column. */
  readonly ids: readonly string[];
  /** Rows that could not move, because the kept record had one of its own for the same thing. */
  readonly dropped: readonly Readonly<Record<string, unknown>>[];
}

interface Reference {
  readonly table: string;
  readonly column: string;
  /** What tells rows apart beside the partner. */
  readonly key: string;
  /** One row a partner and key at most: where both records have one, the kept one's stands. */
  readonly once?: true;
}

const each = (table: string, column = 'partner_id'): Reference => ({ table, column, key: 'id' });

/**
 * Every column that refers to a partner. A merge moves them all; a test holds this list against
 * the database, so that a new table cannot be forgotten.
 */
export const REFERENCES: readonly Reference[] = [
  each('partnership'),
  each('activity'),
  each('join_request'),
  each('partner', 'parent_id'),
  each('partner_contact'),
  each('partner_note'),
  each('partner_establishment'),
  each('partner_label'),
  each('partner_document'),
  each('partner_event'),
  each('mail_record'),
  each('proposal'),
  each('plan_action', 'owner_partner_id'),
  each('room_booking'),
  each('advisor', 'employer_partner_id'),
  each('orientation', 'host_partner_id'),
  each('followed_person'),
  each('follow_up_fact'),
  { table: 'need_priority', column: 'partner_id', key: 'need_id', once: true },
  { table: 'proposal_support', column: 'partner_id', key: 'proposal_id', once: true },
  { table: 'proposal_invitation', column: 'partner_id', key: 'need_id', once: true },
];

/** What the one who merges chooses between, field by field. */
export const CHOICES = [
  'name',
  'acronym',
  'kind',
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
  // A SIRET begins with its SIREN: they are one identity.
  siret: ['siren'],
  address: ['postal_code', 'commune_code', 'department_code', 'place_key'],
};

/** Days in which a merge can be undone. */
export const UNDO_DAYS = 30;

/** Which of two values to propose: the one that says something, else the kept record's. */
export function proposed(kept: unknown, merged: unknown): 'kept' | 'merged' {
  const empty = (value: unknown): boolean => value === null || value === '' || value === 'other';
  return empty(kept) && !empty(merged) ? 'merged' : 'kept';
}
