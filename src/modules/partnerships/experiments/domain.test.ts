import { describe, expect, it } from 'vitest';
import {
  EXPERIMENT_STATES,
  experimentStep,
  mayEditExperiment,
  nextExperimentStates,
  reached,
} from './domain.ts';

const ALLOWED = [
  'planned running',
  'running evaluated',
  'evaluated scaled',
  'planned stopped',
  'running stopped',
  'evaluated stopped',
];

describe('the life of an experiment', () => {
  it.each(EXPERIMENT_STATES.flatMap((from) => EXPERIMENT_STATES.map((to) => [from, to] as const)))(
    'from %s to %s',
    (from, to) => {
      const allowed = ALLOWED.includes(`${from} ${to}`);
      expect(experimentStep(from, to) !== null).toBe(allowed);
      expect(nextExperimentStates(from).includes(to)).toBe(allowed);
    },
  );

  it('asks why it is scaled or stopped, and what came out when it is evaluated', () => {
    expect(experimentStep('evaluated', 'scaled')).toMatchObject({ reason: true });
    expect(experimentStep('running', 'stopped')).toMatchObject({ reason: true });
    expect(experimentStep('running', 'evaluated')).toMatchObject({ result: true });
  });

  it('leaves what was believed as it was once it is evaluated', () => {
    expect(EXPERIMENT_STATES.filter(mayEditExperiment)).toEqual(['planned', 'running']);
  });
});

it.each([
  [10, 30, 20, 0.5],
  [null, 40, 40, 1],
  [30, 10, 20, 0.5],
  [10, 10, 20, null],
  [10, null, 20, null],
  [10, 30, null, null],
])('from %s to %s, %s reaches %s', (baseline, target, result, expected) => {
  expect(reached(baseline, target, result)).toBe(expected);
});
