/** Stages before an agreement: what may still become a new partnership. */
export const PIPELINE = ['idea', 'co-design'] as const;
export type PipelineStage = (typeof PIPELINE)[number];

/** One partnership that once entered a stage, and what became of it, in days since then. */
export interface Past {
  readonly stage: PipelineStage;
  readonly agreedAfter: number | null;
  readonly abandonedAfter: number | null;
  /** Days that it has been followed: until today. */
  readonly followed: number;
}

/** One partnership that is in the pipeline now. */
export interface Open {
  readonly stage: PipelineStage;
  /** Days in its stage. */
  readonly age: number;
  readonly regionCode: string;
}

/** Fewer cases than this say nothing. */
export const LEAST_CASES = 8;

/**
 * How likely an agreement is within some days: the share that was agreed in that time among the
 * earlier ones that had come as far without an answer. Those whose story is not long enough yet are
 * left out (empirical conditional probability, as in a life table).
 * @returns 0 to 1, or null when too few earlier ones tell
 */
export function chanceOf(open: Open, past: readonly Past[], days: number): number | null {
  return (
    share(past, open.stage, open.age, days) ??
    // Few wait as long as this one: what the stage gives from its beginning says more than nothing.
    share(past, open.stage, 0, days)
  );
}

function share(
  past: readonly Past[],
  stage: PipelineStage,
  age: number,
  days: number,
): number | null {
  let known = 0;
  let agreed = 0;
  for (const one of past) {
    if (one.stage !== stage) continue;
    const end = one.agreedAfter ?? one.abandonedAfter;
    const tells = end === null ? one.followed >= age + days : end > age || (age === 0 && end === 0);
    if (!tells) continue;
    known += 1;
    if (one.agreedAfter !== null && one.agreedAfter <= age + days) agreed += 1;
  }
  return known < LEAST_CASES ? null : agreed / known;
}

/** New partnerships to expect of a pipeline. */
export interface Forecast {
  /** Sum of the chances. */
  readonly expected: number;
  /** Open ones for which too few earlier ones tell; they are not in the sum. */
  readonly untold: number;
}

/** Adds up the chances of what is open. */
export function forecast(open: readonly Open[], past: readonly Past[], days: number): Forecast {
  let expected = 0;
  let untold = 0;
  for (const one of open) {
    const chance = chanceOf(one, past, days);
    if (chance === null) untold += 1;
    else expected += chance;
  }
  return { expected, untold };
}

/** What was decided about running partnerships, in the years that are looked back on. */
export interface Decided {
  /** Renewed, or extended after a review. */
  readonly continued: number;
  readonly ended: number;
}

/**
 * How many of the partnerships whose term comes may end with it: the share of those that ended
 * among all that were decided on.
 * @returns null when too few earlier ones tell
 */
export function expectedEnds(due: number, { continued, ended }: Decided): number | null {
  const known = continued + ended;
  if (due === 0) return 0;
  return known < LEAST_CASES ? null : (due * ended) / known;
}

/** How a count stands against the double of what it was; null when nothing was there. */
export function growthFactor(then: number, now: number): number | null {
  return then === 0 ? null : now / then;
}
