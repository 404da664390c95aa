export const MILESTONE_STATES = ['open', 'in-progress', 'delayed', 'done', 'abandoned'] as const;
export type MilestoneState = (typeof MILESTONE_STATES)[number];

/** One permitted move of a milestone. */
export interface MilestoneTransition {
  readonly to: MilestoneState;
  readonly from: readonly MilestoneState[];
  /** A sentence why must be given. */
  readonly reason: boolean;
  /** A new day must be given. */
  readonly newDay: boolean;
}

/**
 * How a milestone goes, as data. A delay says why and until when, and may be followed by another.
 * What is done or abandoned can be taken up again, with a reason: people are wrong sometimes.
 */
export const MILESTONE_TRANSITIONS: readonly MilestoneTransition[] = [
  { to: 'in-progress', from: ['open', 'delayed'], reason: false, newDay: false },
  { to: 'delayed', from: ['open', 'in-progress', 'delayed'], reason: true, newDay: true },
  { to: 'done', from: ['open', 'in-progress', 'delayed'], reason: false, newDay: false },
  { to: 'abandoned', from: ['open', 'in-progress', 'delayed'], reason: true, newDay: false },
  { to: 'open', from: ['done', 'abandoned'], reason: true, newDay: false },
];

/** Milestones in these states still have something to do. */
export const MILESTONE_PENDING: readonly MilestoneState[] = ['open', 'in-progress', 'delayed'];

export function milestoneTransition(
  from: MilestoneState,
  to: MilestoneState,
): MilestoneTransition | null {
  return MILESTONE_TRANSITIONS.find((move) => move.to === to && move.from.includes(from)) ?? null;
}

/** The states that may follow this one. */
export function nextStates(from: MilestoneState): readonly MilestoneState[] {
  return MILESTONE_TRANSITIONS.filter((move) => move.from.includes(from)).map((move) => move.to);
}

/** Whether a milestone should have been reached by now. */
export function isOverdue(
  milestone: { readonly state: MilestoneState; readonly dueOn: string },
  today: string,
): boolean {
  return MILESTONE_PENDING.includes(milestone.state) && milestone.dueOn < today;
}

/** The milestone to be reached next; null when nothing is left to do. */
export function nextOf<M extends { readonly state: MilestoneState; readonly dueOn: string }>(
  milestones: readonly M[],
): M | null {
  const pending = milestones.filter(({ state }) => MILESTONE_PENDING.includes(state));
  return pending.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0] ?? null;
}

/**
 * Where an action stands, from its milestones: abandoned when all are, done when none is left to
 * do, delayed when one is, in progress once anything was begun.
 */
export function stateOfAction(states: readonly MilestoneState[]): MilestoneState {
  if (states.length === 0) return 'open';
  if (states.every((state) => state === 'abandoned')) return 'abandoned';
  if (!states.some((state) => MILESTONE_PENDING.includes(state))) return 'done';
  if (states.includes('delayed')) return 'delayed';
  return states.some((state) => state === 'in-progress' || state === 'done')
    ? 'in-progress'
    : 'open';
}

export const OWNER_KINDS = ['operator', 'partner', 'person'] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];

/** Days between two reminders that a milestone is late. */
export const REMIND_EVERY_DAYS = 7;
