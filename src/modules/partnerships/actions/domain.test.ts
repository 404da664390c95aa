import { describe, expect, it } from 'vitest';
import {
  isOverdue,
  MILESTONE_STATES,
  milestoneTransition,
  nextOf,
  nextStates,
  stateOfAction,
} from './domain.ts';

describe('milestones', () => {
  it('go only where the list says', () => {
    const moves = MILESTONE_STATES.map((from) => `${from} → ${nextStates(from).join(', ')}`);
    expect(moves).toEqual([
      'open → in-progress, delayed, done, abandoned',
      'in-progress → delayed, done, abandoned',
      'delayed → in-progress, delayed, done, abandoned',
      'done → open',
      'abandoned → open',
    ]);
  });

  it('ask why for a delay, for giving up and for taking up again, and until when for a delay', () => {
    expect(milestoneTransition('open', 'delayed')).toMatchObject({ reason: true, newDay: true });
    expect(milestoneTransition('open', 'abandoned')).toMatchObject({ reason: true, newDay: false });
    expect(milestoneTransition('done', 'open')).toMatchObject({ reason: true });
    expect(milestoneTransition('open', 'done')).toMatchObject({ reason: false, newDay: false });
    expect(milestoneTransition('done', 'abandoned')).toBeNull();
  });

  it('are late the day after, unless done or abandoned', () => {
    const due = (state: (typeof MILESTONE_STATES)[number]) => ({ state, dueOn: '2026-06-14' });
    expect(MILESTONE_STATES.filter((state) => isOverdue(due(state), '2026-06-15'))).toEqual([
      'open',
      'in-progress',
      'delayed',
    ]);
    expect(isOverdue(due('open'), '2026-06-14')).toBe(false);
  });
});

describe('an action', () => {
  it.each([
    [[], 'open'],
    [['open', 'open'], 'open'],
    [['done', 'open'], 'in-progress'],
    [['in-progress', 'open'], 'in-progress'],
    [['done', 'delayed', 'open'], 'delayed'],
    [['done', 'abandoned'], 'done'],
    [['abandoned', 'abandoned'], 'abandoned'],
    [['abandoned', 'open'], 'open'],
  ] as const)('with %j is %s', (states, expected) => {
    expect(stateOfAction([...states])).toBe(expected);
  });

  it('has its earliest pending milestone next', () => {
    const at = (dueOn: string, state: (typeof MILESTONE_STATES)[number]) => ({ dueOn, state });
    expect(
      nextOf([at('2026-01-01', 'done'), at('2026-09-01', 'open'), at('2026-05-01', 'delayed')]),
    ).toEqual(at('2026-05-01', 'delayed'));
    expect(nextOf([at('2026-01-01', 'done')])).toBeNull();
  });
});
