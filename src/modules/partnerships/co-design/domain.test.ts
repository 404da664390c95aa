import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mayBecome,
  mayDecide,
  OUTCOMES,
  pointsOf,
  rankNeeds,
  textOpen,
  VISIBILITIES,
} from './domain.ts';

const need = (id: string, first: number, important: number, later: number) => ({
  id,
  tally: { first, important, later },
});

const tally = fc.record({
  first: fc.nat({ max: 20 }),
  important: fc.nat({ max: 20 }),
  later: fc.nat({ max: 20 }),
});
const needs = fc
  .array(tally, { maxLength: 12 })
  .map((tallies) => tallies.map((said, index) => ({ id: String(index), tally: said })));
const ranks = (
  list: readonly { readonly id: string; readonly tally: ReturnType<typeof need>['tally'] }[],
) => Object.fromEntries(rankNeeds(list).map((one) => [one.id, one.standing.rank]));

describe('rankNeeds', () => {
  it('puts most points first, then most often first; equals share a place', () => {
    const ranked = rankNeeds([
      need('two important', 0, 2, 5),
      need('one first', 1, 0, 0),
      need('also two important', 0, 2, 0),
      need('nobody', 0, 0, 0),
      need('top', 2, 1, 0),
      need('later only', 0, 0, 3),
    ]);
    expect(ranked.map(({ id, standing }) => [id, standing.rank])).toEqual([
      ['top', 1],
      ['one first', 2],
      ['two important', 3],
      ['also two important', 3],
      ['later only', 5],
      ['nobody', null],
    ]);
  });

  it('does not depend on the order in which needs come', () => {
    fc.assert(
      fc.property(needs, fc.infiniteStream(fc.nat()), (list, numbers) => {
        const shuffled = list
          .map((one) => ({ one, at: numbers.next().value }))
          .toSorted((a, b) => Number(a.at) - Number(b.at))
          .map(({ one }) => one);
        expect(ranks(shuffled)).toEqual(ranks(list));
      }),
    );
  });

  it('never moves a need back for being called first once more', () => {
    fc.assert(
      fc.property(needs, fc.nat(), (list, at) => {
        fc.pre(list.length > 0);
        const chosen = list[at % list.length] ?? list[0];
        if (!chosen) return;
        const more = list.map((one) =>
          one === chosen ? { ...one, tally: { ...one.tally, first: one.tally.first + 1 } } : one,
        );
        const before = ranks(list)[chosen.id] ?? Number.POSITIVE_INFINITY;
        expect(ranks(more)[chosen.id]).toBeLessThanOrEqual(before);
      }),
    );
  });

  it('gives a higher place to more points, always', () => {
    fc.assert(
      fc.property(needs, (list) => {
        const ranked = rankNeeds(list).filter(({ standing }) => standing.rank !== null);
        for (const [index, one] of ranked.entries()) {
          const next = ranked[index + 1];
          if (next) expect(pointsOf(one.tally)).toBeGreaterThanOrEqual(pointsOf(next.tally));
        }
        expect(rankNeeds(list)).toHaveLength(list.length);
      }),
    );
  });
});

describe('what a proposal may become', () => {
  it('never turns what others saw back into a draft', () => {
    const moves = VISIBILITIES.flatMap((from) =>
      VISIBILITIES.filter((to) => mayBecome(from, to)).map((to) => `${from} ${to}`),
    );
    expect(moves).toEqual([
      'draft draft',
      'draft invited',
      'draft shared',
      'invited invited',
      'invited shared',
      'shared invited',
      'shared shared',
    ]);
  });

  it('keeps its words once decided, except while it is studied', () => {
    expect([null, ...OUTCOMES].filter((outcome) => textOpen(outcome))).toEqual([null, 'to-study']);
  });

  it('is not decided on as a draft, nor twice alike', () => {
    for (const outcome of OUTCOMES) {
      expect(mayDecide('draft', null, outcome)).toBe(false);
      expect(mayDecide('shared', outcome, outcome)).toBe(false);
      expect(mayDecide('invited', null, outcome)).toBe(true);
    }
    expect(mayDecide('shared', 'kept', 'set-aside')).toBe(true);
  });
});
