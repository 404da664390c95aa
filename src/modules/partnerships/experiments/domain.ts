/** What becomes of a try. */
export const EXPERIMENT_STATES = ['planned', 'running', 'evaluated', 'scaled', 'stopped'] as const;
export type ExperimentState = (typeof EXPERIMENT_STATES)[number];

interface Step {
  readonly to: ExperimentState;
  readonly from: readonly ExperimentState[];
  /** A sentence why must be given. */
  readonly reason: boolean;
  /** What was measured and learned must be written down. */
  readonly result: boolean;
}

/** The life of an experiment, as data. What was scaled or stopped is over. */
export const EXPERIMENT_STEPS: readonly Step[] = [
  { to: 'running', from: ['planned'], reason: false, result: false },
  { to: 'evaluated', from: ['running'], reason: false, result: true },
  { to: 'scaled', from: ['evaluated'], reason: true, result: false },
  { to: 'stopped', from: ['planned', 'running', 'evaluated'], reason: true, result: false },
];

/** The step from one state to another; null when there is none. */
export function experimentStep(from: ExperimentState, to: ExperimentState): Step | null {
  return EXPERIMENT_STEPS.find((step) => step.to === to && step.from.includes(from)) ?? null;
}

/** Where an experiment may go from here. */
export function nextExperimentStates(from: ExperimentState): readonly ExperimentState[] {
  return EXPERIMENT_STEPS.filter((step) => step.from.includes(from)).map(({ to }) => to);
}

/** What is believed and how it is measured stands once it is evaluated. */
export function mayEditExperiment(state: ExperimentState): boolean {
  return state === 'planned' || state === 'running';
}

/** How a result stands against the target, from where it began; null when a number is missing. */
export function reached(
  baseline: number | null,
  target: number | null,
  result: number | null,
): number | null {
  if (target === null || result === null) return null;
  const start = baseline ?? 0;
  return target === start ? null : (result - start) / (target - start);
}
