import type { PartnershipType } from '../domain.ts';

/** A value that a type of partnership has of its own. */
export interface TypeField {
  readonly key: string;
  readonly kind: 'text' | 'prose' | 'euros' | 'hours' | 'days' | 'square-metres' | 'choice';
  /** Closed list of a choice. */
  readonly options?: readonly string[];
  /** Asked for before the partnership is agreed. */
  readonly needed: boolean;
}

/** A paper that the type asks of the partner, before the partnership starts when `needed`. */
export interface TypeDocument {
  readonly kind: string;
  readonly needed: boolean;
}

/** What one type of partnership needs, and no more. */
export interface TypeSheet {
  readonly fields: readonly TypeField[];
  readonly documents: readonly TypeDocument[];
  /** Steps in the life of the partnership, in order. */
  readonly milestones: readonly string[];
  /** A convention must be signed before it starts, or a reason given. */
  readonly convention: boolean;
  /**
   * Longest term in years; null when nothing bounds it. A postal agency's convention runs one to
   * nine years and is never renewed tacitly.
   */
  readonly longestYears: number | null;
}

/**
 * The types as data. Sources: labour code L.5132-4 and L.5213-13 (integration and adapted
 * structures), L.8241-2 (loan of labour: named convention, consent, amendment by employee), tax
 * code art. 238 bis (body of general interest).
 */
export const TYPE_SHEETS: Readonly<Record<PartnershipType, TypeSheet>> = {
  'responsible-practices': {
    fields: [
      { key: 'service', kind: 'prose', needed: true },
      {
        key: 'purchase',
        kind: 'choice',
        options: ['service', 'supply', 'works', 'staff'],
        needed: true,
      },
      { key: 'yearlyAmount', kind: 'euros', needed: false },
      { key: 'clauseHours', kind: 'hours', needed: false },
    ],
    documents: [
      { kind: 'approval', needed: true },
      { kind: 'insurance', needed: true },
    ],
    milestones: ['first-order', 'yearly-review'],
    convention: true,
    longestYears: null,
  },
  'skills-sponsorship': {
    fields: [
      { key: 'legalForm', kind: 'choice', options: ['service', 'loan'], needed: true },
      { key: 'missions', kind: 'prose', needed: true },
      { key: 'yearlyDays', kind: 'days', needed: false },
    ],
    documents: [
      { kind: 'general-interest', needed: true },
      { kind: 'statutes', needed: true },
      { kind: 'insurance', needed: false },
    ],
    milestones: ['first-mission', 'yearly-statement'],
    convention: true,
    longestYears: 3,
  },
  'economic-cooperation': {
    fields: [
      { key: 'business', kind: 'prose', needed: true },
      { key: 'surface', kind: 'square-metres', needed: false },
      { key: 'yearlyRent', kind: 'euros', needed: false },
      { key: 'sharedCosts', kind: 'text', needed: false },
    ],
    documents: [
      { kind: 'insurance', needed: true },
      { kind: 'statutes', needed: false },
    ],
    milestones: ['works', 'opening', 'first-review'],
    convention: true,
    longestYears: 9,
  },
  'social-innovation': {
    fields: [
      { key: 'problem', kind: 'prose', needed: true },
      { key: 'solution', kind: 'prose', needed: true },
      {
        key: 'ownership',
        kind: 'choice',
        options: ['shared', 'partner', 'operator', 'open'],
        needed: false,
      },
      { key: 'budget', kind: 'euros', needed: false },
    ],
    documents: [{ kind: 'statutes', needed: false }],
    milestones: ['experiment-start', 'mid-term', 'evaluation'],
    convention: true,
    longestYears: null,
  },
};

export type Details = Readonly<Record<string, string | number>>;

export interface DetailProblem {
  readonly field: string;
  readonly code: string;
}

const NUMBERS: readonly TypeField['kind'][] = ['euros', 'hours', 'days', 'square-metres'];

/**
 * Reads the values of a type's fields; what another type knows is dropped, an empty value is left
 * out. A number takes French writing (« 1 200,5 »).
 */
export function readDetails(
  type: PartnershipType,
  typed: Readonly<Record<string, unknown>>,
): { readonly details: Details; readonly problems: readonly DetailProblem[] } {
  const details: Record<string, string | number> = {};
  const problems: DetailProblem[] = [];
  for (const field of TYPE_SHEETS[type].fields) {
    const text = String(typed[field.key] ?? '')
      .replace(/\r\n?/g, '\n')
      .trim();
    if (text === '') continue;
    const refuse = (code: string) => problems.push({ field: field.key, code });
    if (NUMBERS.includes(field.kind)) {
      const value = Number(text.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.'));
      if (!Number.isFinite(value)) refuse('number-invalid');
      else if (value < 0) refuse('negative');
      else if (value > 1e9) refuse('too-large');
      else details[field.key] = value;
    } else if (field.kind === 'choice') {
      if (field.options?.includes(text)) details[field.key] = text;
      else refuse('choose-one');
    } else if (text.length > (field.kind === 'prose' ? 4000 : 300)) refuse('too-long');
    else details[field.key] = text;
  }
  return { details, problems };
}

/** The needed fields that nobody has filled yet. */
export function missingFields(type: PartnershipType, details: Details): readonly string[] {
  return TYPE_SHEETS[type].fields
    .filter((field) => field.needed && details[field.key] === undefined)
    .map((field) => field.key);
}

/**
 * Whether a term is longer than its type's bound.
 * @param startsOn,endsOn days `YYYY-MM-DD`
 */
export function termTooLong(type: PartnershipType, startsOn: string, endsOn: string): boolean {
  const { longestYears } = TYPE_SHEETS[type];
  if (longestYears === null) return false;
  const last = `${Number(startsOn.slice(0, 4)) + longestYears}${startsOn.slice(4)}`;
  return endsOn > last;
}
