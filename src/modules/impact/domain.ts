/** Figures that a target can be set for. */
export const TARGETS = ['people-supported', 'new-partnerships'] as const;
export type TargetCode = (typeof TARGETS)[number];

/**
 * Figures that must never be added up beyond what they are.
 *
 * Orientations, participations and persons are three different things. Persons come as declared
 * by who recorded the activity: one person helped by two partners is declared twice, so a sum of
 * declarations is a ceiling of the number of people, not a count of them (reference: IRIS+ PI4060
 * asks for unique individuals; double counting over overlapping groups is the usual error).
 */
export interface DeclaredPersons {
  /** Sum of what records declared. */
  readonly sum: number;
  /** Records that said how many persons; the others said nothing, which is not zero. */
  readonly recordsSaying: number;
  readonly records: number;
  readonly method: 'sum-of-declarations';
}

/** One line of figures over some months, departments and commitments. */
export interface Figures {
  readonly records: number;
  readonly participations: number;
  readonly persons: DeclaredPersons;
  readonly minutes: number;
}

export interface RollupSums {
  readonly records: number;
  readonly participations: number;
  readonly persons_declared: number;
  readonly records_with_persons: number;
  readonly minutes: number;
}

/** Wraps the sums of the roll-up: the one place where declared persons become a figure. */
export function figuresOf(sums: RollupSums | undefined): Figures {
  const records = Number(sums?.records ?? 0);
  return {
    records,
    participations: Number(sums?.participations ?? 0),
    persons: {
      sum: Number(sums?.persons_declared ?? 0),
      recordsSaying: Number(sums?.records_with_persons ?? 0),
      records,
      method: 'sum-of-declarations',
    },
    minutes: Number(sums?.minutes ?? 0),
  };
}

/** Share of records that said how many persons, from 0 to 1; null without records. */
export function coverage(persons: DeclaredPersons): number | null {
  return persons.records === 0 ? null : persons.recordsSaying / persons.records;
}
