import { describe, expect, it } from 'vitest';
import { actorOf, usualScope } from '../../../../tests/support/actors.ts';
import { authorize } from '../../../platform/access/access.ts';
import { ROLES } from '../../accounts/public.ts';
import { mayMoveMilestone, mayReadAction } from './policy.ts';

const PARTNER = 'a-partner';
const action = (owner: 'operator' | 'partner' | 'person') => ({
  departmentCode: '23',
  ownerPartnerId: owner === 'partner' ? PARTNER : null,
  ownerAccountId: owner === 'person' ? 'me' : null,
});
const KINDS = ['operator', 'partner', 'person'] as const;
const actorFor = (role: (typeof ROLES)[number], department: string) => {
  const kind = usualScope(role);
  const code =
    kind === 'national'
      ? ''
      : kind === 'organisation'
        ? PARTNER
        : kind === 'department'
          ? department
          : 'x';
  return actorOf('me', role, kind, code);
};

/** Whose action each role moves, when its department is the action's. */
const MOVES: Readonly<Record<string, readonly string[]>> = {
  'alliance-lead': KINDS,
  'territory-delegate': KINDS,
  'place-manager': ['person'],
  advisor: ['person'],
  'partner-admin': ['partner', 'person'],
  'partner-member': ['partner', 'person'],
};

describe('role × owner', () => {
  const cases = ROLES.flatMap((role) =>
    KINDS.map((owner) => [role, owner, (MOVES[role] ?? []).includes(owner)] as const),
  );
  it.each(cases)('%s moves an action of the %s: %s', (role, owner, allowed) => {
    const actor =
      role === 'territory-delegate'
        ? actorOf('me', role, 'department', '23')
        : actorFor(role, '23');
    expect(mayMoveMilestone(actor, action(owner))).toBe(allowed);
  });

  it('keeps a delegate of elsewhere and another partner out', () => {
    const elsewhere = actorOf('you', 'territory-delegate', 'department', '19');
    const other = actorOf('you', 'partner-admin', 'organisation', 'another');
    for (const owner of KINDS) {
      expect(mayMoveMilestone(elsewhere, action(owner))).toBe(false);
      expect(mayMoveMilestone(other, action(owner))).toBe(false);
    }
  });
});

describe('reading', () => {
  it('is for the operator, partners present there, and the owner wherever it is', () => {
    const read = (id: string, partnerId: string, present: readonly string[]) => {
      const scope = authorize(
        actorOf(id, 'partner-member', 'organisation', partnerId),
        'codesign.read',
      );
      return scope !== null && mayReadAction(scope, action('partner'), new Set(present));
    };
    expect(read('you', 'another', ['another'])).toBe(true);
    expect(read('you', 'another', [])).toBe(false);
    expect(read('you', PARTNER, [])).toBe(true);
    const verifier = authorize(actorOf('v', 'verifier', 'national', ''), 'codesign.read');
    expect(verifier !== null && mayReadAction(verifier, action('operator'), new Set())).toBe(true);
  });
});
