import { describe, expect, it } from 'vitest';
import {
  FINAL,
  nextStages,
  STAGES,
  type Stage,
  slugOf,
  TRANSITIONS,
  transition,
} from './domain.ts';

/** Every permitted move, written out: a change of the lifecycle must change this list too. */
const ALLOWED: readonly (readonly [Stage, Stage])[] = [
  ['idea', 'co-design'],
  ['idea', 'abandoned'],
  ['co-design', 'idea'],
  ['co-design', 'agreed'],
  ['co-design', 'abandoned'],
  ['agreed', 'active'],
  ['agreed', 'abandoned'],
  ['active', 'under-review'],
  ['active', 'ended'],
  ['under-review', 'active'],
  ['under-review', 'renewed'],
  ['under-review', 'ended'],
  ['renewed', 'under-review'],
  ['renewed', 'ended'],
];

describe('the lifecycle', () => {
  const pairs = STAGES.flatMap((from) => STAGES.map((to) => [from, to] as const));
  it.each(pairs)('%s → %s', (from, to) => {
    const allowed = ALLOWED.some(([a, b]) => a === from && b === to);
    expect(transition(from, to) !== null).toBe(allowed);
  });

  it('has nothing after a final stage', () => {
    for (const stage of FINAL) expect(nextStages(stage)).toEqual([]);
  });

  it('lets every stage be reached from an idea', () => {
    const reached = new Set<Stage>(['idea']);
    for (let grew = true; grew; ) {
      grew = false;
      for (const { from, to } of TRANSITIONS) {
        if (!reached.has(to) && from.some((stage) => reached.has(stage))) {
          reached.add(to);
          grew = true;
        }
      }
    }
    expect([...reached].sort()).toEqual([...STAGES].sort());
  });

  it('asks why where something is given up, taken back, or decided in a review', () => {
    for (const { to, reason, review } of TRANSITIONS) {
      expect(reason).toBe(review === true || ['idea', 'ended', 'abandoned'].includes(to));
    }
  });

  it('leaves what comes after a review to the review', () => {
    expect(nextStages('under-review')).toEqual([]);
    expect(nextStages('active')).toEqual(['under-review', 'ended']);
  });

  it('lets a partner withdraw before the agreement, and nothing else', () => {
    const moves = STAGES.flatMap((from) => nextStages(from, 'partner').map((to) => [from, to]));
    expect(moves).toEqual([
      ['idea', 'abandoned'],
      ['co-design', 'abandoned'],
    ]);
  });
});

describe('slugOf', () => {
  it.each([
    ['Ateliers numériques à Guéret', 'P00012', 'ateliers-numeriques-a-gueret-p00012'],
    ['<script>alert(1)</script>', 'P1', 'script-alert-1-script-p1'],
    ['!!!', 'P2', 'partenariat-p2'],
  ])('%s', (title, reference, slug) => expect(slugOf(title, reference)).toBe(slug));
});
