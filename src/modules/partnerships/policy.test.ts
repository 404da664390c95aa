import { describe, expect, it } from 'vitest';
import { actorOf, usualScope } from '../../../tests/support/actors.ts';
import { ROLES, type Role } from '../accounts/public.ts';
import { STAGES, type Stage } from './domain.ts';
import { movesOpenTo } from './policy.ts';

const OWN = 'own-partner';
const partnership = { departmentCode: '23', partnerId: OWN };

/** What the operator moves where; what follows a review is decided in the review. */
const OPERATOR: Readonly<Record<Stage, readonly Stage[]>> = {
  idea: ['co-design', 'abandoned'],
  'co-design': ['idea', 'agreed', 'abandoned'],
  agreed: ['active', 'abandoned'],
  active: ['under-review', 'ended'],
  'under-review': [],
  renewed: ['under-review', 'ended'],
  ended: [],
  abandoned: [],
};
/** A partner withdraws as long as nothing is agreed. */
const PARTNER: Readonly<Partial<Record<Stage, readonly Stage[]>>> = {
  idea: ['abandoned'],
  'co-design': ['abandoned'],
};
const MOVES: Readonly<Partial<Record<Role, Readonly<Partial<Record<Stage, readonly Stage[]>>>>>> = {
  'alliance-lead': OPERATOR,
  'territory-delegate': OPERATOR,
  'partner-admin': PARTNER,
};

const within = (role: Role) => {
  const kind = role === 'territory-delegate' ? 'department' : usualScope(role);
  const code = { national: '', organisation: OWN }[kind as string] ?? '23';
  return actorOf('a', role, kind, code);
};

describe('every role × every stage', () => {
  it.each(ROLES.flatMap((role) => STAGES.map((stage) => [role, stage] as const)))(
    '%s, %s',
    (role, stage) => {
      const open = [...movesOpenTo(within(role), partnership, stage)].sort();
      expect(open).toEqual([...(MOVES[role]?.[stage] ?? [])].sort());
    },
  );

  it.each(STAGES)('nobody of elsewhere, nor another partner, %s', (stage) => {
    const region = actorOf('a', 'territory-delegate', 'region', '75');
    expect([...movesOpenTo(region, partnership, stage)].sort()).toEqual(
      [...OPERATOR[stage]].sort(),
    );
    for (const outside of [
      actorOf('a', 'territory-delegate', 'department', '75'),
      actorOf('a', 'territory-delegate', 'region', '11'),
      actorOf('a', 'partner-admin', 'organisation', 'another'),
    ])
      expect(movesOpenTo(outside, partnership, stage)).toEqual([]);
  });
});
