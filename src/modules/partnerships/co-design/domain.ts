/** How much a need matters to one actor, most first. */
export const PRIORITIES = ['first', 'important', 'later'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What each answer counts. Not answering counts nothing, like « later ». */
export const POINTS: Readonly<Record<Priority, number>> = { first: 2, important: 1, later: 0 };

export const VISIBILITIES = ['draft', 'invited', 'shared'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export const OUTCOMES = ['kept', 'merged', 'set-aside', 'to-study'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Who speaks: the operator, or a partner as a whole. Each has one voice. */
export type Voice =
  | { readonly kind: 'operator' }
  | { readonly kind: 'partner'; readonly id: string };

/** What the actors of a territory said of one need. */
export interface Tally {
  readonly first: number;
  readonly important: number;
  readonly later: number;
}

export interface Standing {
  readonly points: number;
  readonly voices: number;
  /** 1 for the need that matters most; equals share a place; null when nobody answered. */
  readonly rank: number | null;
}

export function pointsOf(tally: Tally): number {
  return tally.first * POINTS.first + tally.important * POINTS.important;
}

/**
 * Puts needs in the order of what their actors said: most points, then most often « first ». Needs
 * alike in both share a place. What nobody spoke of has no place and comes last.
 */
export function rankNeeds<N extends { readonly tally: Tally }>(
  needs: readonly N[],
): (N & { readonly standing: Standing })[] {
  const said = needs.map((need) => {
    const { first, important, later } = need.tally;
    return { need, points: pointsOf(need.tally), first, voices: first + important + later };
  });
  const ahead = (a: (typeof said)[number], b: (typeof said)[number]): boolean =>
    a.voices > 0 && (a.points > b.points || (a.points === b.points && a.first > b.first));
  return said
    .map((one, index) => ({
      index,
      ranked: {
        ...one.need,
        standing: {
          points: one.points,
          voices: one.voices,
          rank: one.voices === 0 ? null : 1 + said.filter((other) => ahead(other, one)).length,
        },
      },
    }))
    .toSorted(
      (a, b) =>
        (a.ranked.standing.rank ?? Number.POSITIVE_INFINITY) -
          (b.ranked.standing.rank ?? Number.POSITIVE_INFINITY) || a.index - b.index,
    )
    .map(({ ranked }) => ranked);
}

/** Whether a proposal's text may still change: what was decided must stay what was decided on. */
export function textOpen(outcome: Outcome | null): boolean {
  return outcome === null || outcome === 'to-study';
}

/** Whether a visibility may become another: what others have seen does not turn back to a draft. */
export function mayBecome(from: Visibility, to: Visibility): boolean {
  return from === 'draft' || to !== 'draft';
}

/** Whether a decision may follow what was decided before. */
export function mayDecide(visibility: Visibility, before: Outcome | null, next: Outcome): boolean {
  return visibility !== 'draft' && before !== next;
}
