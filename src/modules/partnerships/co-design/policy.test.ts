import { describe, expect, it } from 'vitest';
import { actorOf, need, usualScope } from '../../../../tests/support/actors.ts';
import { authorize } from '../../../platform/access/access.ts';
import { ROLES } from '../../accounts/public.ts';
import { OUTCOMES, type Outcome, VISIBILITIES, type Visibility } from './domain.ts';
import {
  mayDecideOn,
  mayEditProposal,
  mayEnter,
  mayPropose,
  mayReadProposal,
  voiceIn,
} from './policy.ts';

const OWN = 'own-partner';
const OTHER = 'other-partner';
const facts = (visibility: Visibility, outcome: Outcome | null = null) => ({
  departmentCode: '23',
  partnerId: OWN,
  visibility,
  outcome,
});
const none = new Set<string>();

/** Every kind of reader there is, by name. */
const READERS = {
  ...Object.fromEntries(
    ROLES.filter((role) => !role.startsWith('partner-') && role !== 'territory-delegate').map(
      (role) => {
        const kind = usualScope(role);
        const code = kind === 'national' ? '' : '23';
        return [role, { actor: actorOf('a', role, kind, code), present: none, invited: none }];
      },
    ),
  ),
  'delegate of the department': {
    actor: actorOf('a', 'territory-delegate', 'department', '23'),
    present: none,
    invited: none,
  },
  'delegate elsewhere': {
    actor: actorOf('a', 'territory-delegate', 'department', '19'),
    present: none,
    invited: none,
  },
  ...Object.fromEntries(
    (['partner-admin', 'partner-member'] as const).flatMap((role) => [
      [
        `its ${role}`,
        { actor: actorOf('a', role, 'organisation', OWN), present: new Set([OWN]), invited: none },
      ],
      [
        `${role} present`,
        {
          actor: actorOf('a', role, 'organisation', OTHER),
          present: new Set([OTHER]),
          invited: none,
        },
      ],
      [
        `${role} invited`,
        {
          actor: actorOf('a', role, 'organisation', OTHER),
          present: none,
          invited: new Set([OTHER]),
        },
      ],
      [
        `${role} elsewhere`,
        { actor: actorOf('a', role, 'organisation', OTHER), present: none, invited: none },
      ],
    ]),
  ),
};

/** Who reads a proposal in each state; whoever is not named does not. */
const READ: Readonly<Record<Visibility, readonly string[]>> = {
  draft: ['its partner-admin', 'its partner-member'],
  invited: [
    'alliance-lead',
    'delegate of the department',
    'its partner-admin',
    'partner-admin invited',
    'its partner-member',
    'partner-member invited',
  ],
  shared: [
    'alliance-lead',
    'place-manager',
    'advisor',
    'buyer',
    'verifier',
    'admin',
    'delegate of the department',
    'delegate elsewhere',
    'its partner-admin',
    'partner-admin present',
    'partner-admin invited',
    'its partner-member',
    'partner-member present',
    'partner-member invited',
  ],
};

const cases = VISIBILITIES.flatMap((visibility) =>
  Object.keys(READERS).map((who) => [who, visibility, READ[visibility].includes(who)] as const),
);

describe('reader × visibility', () => {
  it.each(cases)('%s reads what is %s: %s', (who, visibility, allowed) => {
    const reader = READERS[who as keyof typeof READERS];
    expect(mayReadProposal(reader.actor, facts(visibility), reader.present, reader.invited)).toBe(
      allowed,
    );
  });

  it('names only readers that exist', () => {
    expect(
      Object.values(READ)
        .flat()
        .filter((who) => !(who in READERS)),
    ).toEqual([]);
  });
});

describe('role × deciding', () => {
  const deciders = ['alliance-lead', 'delegate of the department'];
  const rows = VISIBILITIES.flatMap((visibility) =>
    Object.keys(READERS).map(
      (who) => [who, visibility, visibility !== 'draft' && deciders.includes(who)] as const,
    ),
  );
  it.each(rows)('%s decides on what is %s: %s', (who, visibility, allowed) => {
    const scope = authorize(READERS[who as keyof typeof READERS].actor, 'codesign.decide');
    expect(scope !== null && mayDecideOn(scope, facts(visibility))).toBe(allowed);
  });
});

describe('role × editing', () => {
  const rows = [null, ...OUTCOMES].flatMap((outcome) =>
    Object.keys(READERS).map(
      (who) =>
        [
          who,
          outcome,
          who.startsWith('its ') && (outcome === null || outcome === 'to-study'),
        ] as const,
    ),
  );
  it.each(rows)('%s changes what was decided as %s: %s', (who, outcome, allowed) => {
    const scope = authorize(READERS[who as keyof typeof READERS].actor, 'codesign.propose');
    expect(scope !== null && mayEditProposal(scope, facts('shared', outcome))).toBe(allowed);
  });
});

describe('speaking', () => {
  it('gives the operator one voice and each partner its own', () => {
    const delegate = actorOf('a', 'territory-delegate', 'department', '23');
    expect(voiceIn(need(delegate, 'codesign.take-part'), '23', none)).toEqual({ kind: 'operator' });
    expect(voiceIn(need(delegate, 'codesign.take-part'), '19', none)).toBeNull();
    const partner = actorOf('a', 'partner-member', 'organisation', OWN);
    const scope = need(partner, 'codesign.take-part');
    expect(voiceIn(scope, '23', new Set([OWN]))).toEqual({ kind: 'partner', id: OWN });
    expect(voiceIn(scope, '23', new Set([OTHER]))).toBeNull();
  });

  it('lets partners into a workshop where they act, and propose there or where invited', () => {
    const partner = actorOf('a', 'partner-member', 'organisation', OWN);
    expect(mayEnter(need(partner, 'codesign.read'), new Set([OWN]))).toBe(true);
    expect(mayEnter(need(partner, 'codesign.read'), new Set([OTHER]))).toBe(false);
    const propose = need(partner, 'codesign.propose');
    expect(mayPropose(propose, OWN, new Set([OWN]), none)).toBe(true);
    expect(mayPropose(propose, OWN, none, new Set([OWN]))).toBe(true);
    expect(mayPropose(propose, OWN, none, none)).toBe(false);
    expect(mayPropose(propose, OTHER, new Set([OTHER]), none)).toBe(false);
  });
});
