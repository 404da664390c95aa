import type { ActivityKind } from '../../activity/public.ts';
import type { DeclaredPersons } from '../domain.ts';

/**
 * Records that are participations in digital inclusion: somebody was helped or taught. Events,
 * hand-outs of equipment and orientations written by hand are other things and count nowhere here.
 */
export const HELP_KINDS = [
  'workshop',
  'accompaniment',
  'service',
] as const satisfies readonly ActivityKind[];

/** What figures may be about. */
export const SUBJECTS = [
  'country',
  'region',
  'department',
  'epci',
  'commune',
  'place',
  'partner',
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** What words a subject needs: its own, or those of any part of the country. */
export const scaleOf = (kind: Subject): 'territory' | 'place' | 'partner' =>
  kind === 'place' || kind === 'partner' ? kind : 'territory';

/** True for the country and its parts; a place or a partner is none. */
export const isArea = (kind: Subject): boolean => scaleOf(kind) === 'territory';

/** What the figures are broken down by. */
export const AXES = ['territory', 'place', 'partner', 'advisor', 'theme', 'month'] as const;
export type Axis = (typeof AXES)[number];

/**
 * Attendances that were somebody's first, as declared. Who came for the first time at two partners
 * is declared twice; a record that said nothing is unknown, not zero.
 */
export interface DeclaredFirstTimers {
  /** Sum of what records declared. */
  readonly sum: number;
  /** Records that said how many; the others said nothing. */
  readonly recordsSaying: number;
  readonly records: number;
  readonly method: 'sum-of-declarations';
}

/**
 * The separate figures of digital inclusion. They overlap in the people they stand for, so no two
 * of them are ever added up.
 */
export interface DigitalLine {
  /**
   * Slips given at counters, each once whatever became of it; by partner those that the partner
   * was to receive. Null where an orientation does not say (advisor, theme).
   */
  readonly orientations: number | null;
  /** Attendances at workshops, accompaniments and services: coming twice counts twice. */
  readonly participations: number;
  readonly firstTimers: DeclaredFirstTimers;
  /** What the same records declared as different persons; what the target is held against. */
  readonly persons: DeclaredPersons;
  /**
   * Distinct persons followed with their consent who had a contact in the year, each file once.
   * Null where files do not say, or where the reader may not know.
   */
  readonly followed: number | null;
}

/** One line of a breakdown; `key` is an id or code, empty for what names none. */
export interface BrokenDown extends DigitalLine {
  readonly key: string;
  /** Empty for a theme, a month, or what names none: the reader's language has the words. */
  readonly name: string;
}

export interface Breakdown {
  readonly by: Axis;
  /** Lines that there are, also those beyond the ones given. */
  readonly of: number;
  readonly lines: readonly BrokenDown[];
}

/** Sums as the database gives them. */
export interface LineSums {
  readonly records: number;
  readonly participations: number;
  readonly first_timers: number;
  readonly saying_first: number;
  readonly persons: number;
  readonly saying_persons: number;
}

const NOTHING: LineSums = {
  records: 0,
  participations: 0,
  first_timers: 0,
  saying_first: 0,
  persons: 0,
  saying_persons: 0,
};

/** Makes one line: the only place where sums become figures of digital inclusion. */
export function lineOf(
  sums: LineSums | undefined,
  others: { readonly orientations: number | null; readonly followed: number | null },
): DigitalLine {
  const known = sums ?? NOTHING;
  const records = Number(known.records);
  const method = 'sum-of-declarations';
  return {
    orientations: others.orientations,
    participations: Number(known.participations),
    firstTimers: {
      sum: Number(known.first_timers),
      recordsSaying: Number(known.saying_first),
      records,
      method,
    },
    persons: {
      sum: Number(known.persons),
      recordsSaying: Number(known.saying_persons),
      records,
      method,
    },
    followed: others.followed,
  };
}

/** Axes that would say of a subject what it is itself. */
export const OWN_AXES: Readonly<Partial<Record<Subject, readonly Axis[]>>> = {
  place: ['territory', 'place'],
  partner: ['partner'],
};

/** Axes on which orientations are known. */
export const ORIENTED: readonly Axis[] = ['territory', 'place', 'partner', 'month'];
/** Axes on which followed persons are, and what the files call them. */
export const FOLLOWED = {
  territory: 'department',
  place: 'place',
  partner: 'partner',
  theme: 'theme',
} as const satisfies Partial<Record<Axis, string>>;

/** The axis that files share out by under this name. */
export function axisOfFiles(by: string): Axis | undefined {
  return AXES.find((axis) => axis in FOLLOWED && FOLLOWED[axis as keyof typeof FOLLOWED] === by);
}

const ADDRESSED: Readonly<Record<Exclude<Subject, 'country'>, string>> = {
  region: 'region',
  department: 'departement',
  epci: 'epci',
  commune: 'commune',
  place: 'lieu',
  partner: 'partenaire',
};

/** The query of the page and exports that show this. */
export function addressOf(kind: Subject, code: string, year: number): string {
  const search = new URLSearchParams({ annee: String(year) });
  if (kind !== 'country') search.set(ADDRESSED[kind], code);
  return search.toString();
}
