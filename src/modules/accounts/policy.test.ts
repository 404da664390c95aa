import { describe, expect, it } from 'vitest';
import { actorOf, usualScope } from '../../../tests/support/actors.ts';
import { authorize } from '../../platform/access/access.ts';
import { ROLES, type Role, SCOPES_OF_ROLE, type ScopeKind } from './domain.ts';
import { abilitiesOf, type GrantRow, MATRIX, mayGrant, SHARED } from './policy.ts';

/**
 * Who may do what, a second time and by permission: every role is either named here or refused.
 * A new permission must be added to both tables.
 */
const HOLDERS: Readonly<Record<string, readonly Role[]>> = {
  'territories.read': ROLES,
  'places.read': ROLES,
  'dashboard.read': ROLES,
  'webhooks.manage': ['admin'],
  'devices.read': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'partner-admin',
    'partner-member',
    'verifier',
    'admin',
  ],
  'devices.write': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'partner-admin',
  ],
  'devices.hand-out': ['place-manager', 'advisor', 'partner-admin', 'partner-member'],
  // Not the national team, not the verifier, not the administrator: they count.
  'follow-up.read': ['place-manager', 'advisor', 'partner-admin', 'partner-member'],
  'follow-up.write': ['place-manager', 'advisor', 'partner-admin', 'partner-member'],
  'follow-up.hand-over': [
    'territory-delegate',
    'place-manager',
    'advisor',
    'partner-admin',
    'partner-member',
  ],
  'follow-up.manage': ['territory-delegate', 'place-manager', 'partner-admin'],
  'follow-up-figures.read': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'partner-admin',
    'partner-member',
    'verifier',
  ],
  'models.read': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'buyer',
    'partner-admin',
    'partner-member',
    'verifier',
    'admin',
  ],
  'models.write': ['alliance-lead', 'territory-delegate'],
  'rooms.read': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'buyer',
    'partner-admin',
    'partner-member',
    'verifier',
    'admin',
  ],
  'rooms.write': ['alliance-lead', 'territory-delegate', 'place-manager'],
  'rooms.book': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'partner-admin',
    'partner-member',
  ],
  'rooms.decide': ['alliance-lead', 'territory-delegate', 'place-manager'],
  'feeds.build': ['alliance-lead', 'territory-delegate', 'admin'],
  'growth.read': ['alliance-lead', 'territory-delegate', 'verifier', 'admin'],
  'territories.write': ['alliance-lead', 'admin'],
  'places.write': ['alliance-lead', 'territory-delegate', 'place-manager', 'admin'],
  'needs.read': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'buyer',
    'partner-admin',
    'partner-member',
    'verifier',
    'admin',
  ],
  'needs.write': ['alliance-lead', 'territory-delegate'],
  'codesign.read': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'buyer',
    'partner-admin',
    'partner-member',
    'verifier',
    'admin',
  ],
  'codesign.take-part': ['alliance-lead', 'territory-delegate', 'partner-admin', 'partner-member'],
  'codesign.propose': ['partner-admin', 'partner-member'],
  'codesign.decide': ['alliance-lead', 'territory-delegate'],
  'actions.write': ['alliance-lead', 'territory-delegate'],
  'actions.move': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'partner-admin',
    'partner-member',
  ],
  'hosting.read': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'buyer',
    'partner-admin',
    'partner-member',
    'verifier',
    'admin',
  ],
  'hosting-terms.read': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'partner-admin',
    'partner-member',
    'verifier',
  ],
  'hosting.write': ['alliance-lead', 'territory-delegate', 'place-manager'],
  'partners.read': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'buyer',
    'partner-admin',
    'partner-member',
    'verifier',
    'admin',
  ],
  'partner-contacts.read': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'buyer',
    'partner-admin',
    'partner-member',
    'admin',
  ],
  'partner-documents.read': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'buyer',
    'partner-admin',
    'partner-member',
    'verifier',
    'admin',
  ],
  // For the operator's eyes: who looks after partners, who audits, who keeps the records.
  'private-documents.read': ['alliance-lead', 'territory-delegate', 'verifier', 'admin'],
  'partners.write': ['alliance-lead', 'territory-delegate', 'partner-admin', 'admin'],
  'partners.merge': ['alliance-lead', 'territory-delegate'],
  'partnerships.read': ROLES.filter((role) => role !== 'counter-agent'),
  'partnerships.write': ['alliance-lead', 'territory-delegate'],
  'partnerships.move': ['alliance-lead', 'territory-delegate'],
  'partnerships.publish': ['alliance-lead', 'territory-delegate'],
  'partnerships.agree': ['partner-admin'],
  'partnerships.withdraw': ['partner-admin'],
  'conventions.read': ['alliance-lead', 'territory-delegate', 'buyer', 'partner-admin', 'verifier'],
  'conventions.write': ['alliance-lead', 'territory-delegate'],
  'conventions.template': ['alliance-lead'],
  'notes.read': ['alliance-lead', 'territory-delegate'],
  'notes.write': ['alliance-lead', 'territory-delegate'],
  'activity.read': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'partner-admin',
    'partner-member',
    'verifier',
    'admin',
  ],
  'activity.record': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'partner-admin',
    'partner-member',
  ],
  'activity.correct': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'partner-admin',
    'partner-member',
  ],
  'orientations.give': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'counter-agent',
    'advisor',
  ],
  'orientations.receive': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'partner-admin',
    'partner-member',
  ],
  'workshops.read': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'counter-agent',
    'advisor',
    'partner-admin',
    'partner-member',
    'verifier',
    'admin',
  ],
  'workshops.write': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'partner-admin',
    'partner-member',
  ],
  'workshops.register': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'counter-agent',
    'advisor',
    'partner-admin',
    'partner-member',
  ],
  'advisors.read': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'counter-agent',
    'advisor',
    'partner-admin',
    'partner-member',
    'verifier',
    'admin',
  ],
  'advisors.write': ['alliance-lead', 'territory-delegate', 'advisor', 'partner-admin'],
  'appointments.book': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'counter-agent',
    'advisor',
    'partner-admin',
    'partner-member',
  ],
  'accompaniments.read': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'partner-admin',
    'partner-member',
    'verifier',
    'admin',
  ],
  'accompaniments.record': [
    'alliance-lead',
    'territory-delegate',
    'place-manager',
    'advisor',
    'partner-admin',
    'partner-member',
  ],
  'targets.write': ['alliance-lead', 'admin'],
  'imports.run': ['alliance-lead', 'admin'],
  'join.read': ['alliance-lead', 'territory-delegate'],
  'join.answer': ['alliance-lead', 'territory-delegate'],
  'accounts.read': ['alliance-lead', 'admin'],
  'accounts.invite': ['alliance-lead', 'admin'],
  'accounts.manage': ['admin'],
  'mailbox.read': ['admin'],
  'jobs.read': ['admin'],
  'jobs.retry': ['admin'],
  'backups.run': ['admin'],
};

const named = new Set(Object.values(MATRIX).flatMap((row) => Object.keys(row)));

describe('role × permission', () => {
  it('names every permission in both tables', () => {
    expect([...named].sort()).toEqual(Object.keys(HOLDERS).sort());
  });

  const cases = Object.entries(HOLDERS).flatMap(([permission, holders]) =>
    ROLES.map((role) => [role, permission, holders.includes(role)] as const),
  );
  it.each(cases)('%s, %s: %s', (role, permission, allowed) => {
    const kind = usualScope(role);
    const actor = actorOf('somebody', role, kind, kind === 'national' ? '' : '23');
    expect(authorize(actor, permission as 'needs.read') !== null).toBe(allowed);
  });

  it('refuses everything to somebody who is not signed in', () => {
    const actor = { ...actorOf('x', 'admin', 'national', ''), accountId: null };
    for (const permission of named) expect(authorize(actor, permission as 'needs.read')).toBeNull();
  });

  it('lets the verifier write nothing', () => {
    expect(
      Object.keys(MATRIX.verifier).filter((permission) => !permission.endsWith('.read')),
    ).toEqual([]);
  });
});

/** Every role in every kind of scope that it may be given. */
const GRANTS: readonly GrantRow[] = ROLES.flatMap((role) =>
  SCOPES_OF_ROLE[role].map((kind) => ({ role, scope_kind: kind, scope_code: codeOf(kind) })),
);

function codeOf(kind: ScopeKind): string {
  return { national: '', region: '75', department: '23', place: 'p', organisation: 'o' }[kind];
}

describe('a grant’s scope', () => {
  const reaches = GRANTS.flatMap((grant) =>
    [...abilitiesOf([grant], () => ['23', '87'])].map(
      ([permission, reach]) => [grant, permission, reach] as const,
    ),
  );

  it('bounds every permission that is not of what the alliance shares', () => {
    const beyond = reaches.filter(
      ([grant, permission, reach]) =>
        reach.everywhere && grant.scope_kind !== 'national' && !(permission in SHARED),
    );
    expect(beyond.map(([grant, permission]) => [grant.role, permission])).toEqual([]);
  });

  it('that names an organisation opens no other partner’s partnerships, help or activity', () => {
    const wide = reaches
      .filter(([grant, , reach]) => grant.scope_kind === 'organisation' && reach.everywhere)
      .map(([, permission]) => permission);
    expect([...new Set(wide)].sort()).toEqual([
      'advisors.read',
      'appointments.book',
      'dashboard.read',
      'models.read',
      'needs.read',
      'places.read',
      'rooms.read',
      'territories.read',
      'workshops.read',
      'workshops.register',
    ]);
  });

  it('holds nothing but what it names', () => {
    for (const [grant, , { departments, places, organisations }] of reaches) {
      const named = { department: ['23'], region: ['23', '87'], national: [] as string[] };
      expect([...departments]).toEqual(named[grant.scope_kind as 'national'] ?? []);
      expect([...places]).toEqual(grant.scope_kind === 'place' ? ['p'] : []);
      expect([...organisations]).toEqual(grant.scope_kind === 'organisation' ? ['o'] : []);
    }
  });

  it('joined with another’s carries no permission further than one of the two does', () => {
    for (const a of GRANTS)
      for (const b of GRANTS) {
        const [alone, other, both] = [[a], [b], [a, b]].map((grants) =>
          abilitiesOf(grants, () => ['23', '87']),
        );
        for (const [permission, reach] of both ?? []) {
          const either =
            alone?.get(permission)?.everywhere || other?.get(permission)?.everywhere || false;
          expect(reach.everywhere).toBe(either);
        }
      }
  });
});

describe('who gives a grant', () => {
  const regions = () => ['19', '23', '87'];
  const abilities = (grant: GrantRow) => abilitiesOf([grant], regions);

  it('holds the right to, gives no administration without having it, and nothing further', () => {
    for (const giver of GRANTS)
      for (const given of GRANTS) {
        const own = abilities(giver);
        const may = mayGrant(own, given, regions);
        expect([giver.role, given.role, may]).toEqual([
          giver.role,
          given.role,
          own.has('accounts.invite') && (given.role !== 'admin' || own.has('accounts.manage')),
        ]);
      }
  });

  it('stays within the scope of the right, where it is not national', () => {
    const own = new Map(
      abilities({ role: 'alliance-lead', scope_kind: 'national', scope_code: '' }),
    );
    own.set('accounts.invite', {
      everywhere: false,
      departments: new Set(['23']),
      places: new Set<string>(),
      organisations: new Set(['o']),
    });
    const may = (kind: ScopeKind, code: string) =>
      mayGrant(own, { role: 'advisor', scope_kind: kind, scope_code: code }, regions);
    expect([may('department', '23'), may('organisation', 'o')]).toEqual([true, true]);
    expect([may('department', '19'), may('region', '75'), may('organisation', 'p')]).toEqual([
      false,
      false,
      false,
    ]);
    expect([may('national', ''), may('place', 'x')]).toEqual([false, false]);
  });
});

describe('scopes', () => {
  it('keeps a delegate to the departments of the grant', () => {
    const scope = authorize(actorOf('a', 'territory-delegate', 'department', '23'), 'needs.write');
    expect(scope?.everywhere).toBe(false);
    expect([...(scope?.departments ?? [])]).toEqual(['23']);
  });

  it('opens a region as its departments', () => {
    const scope = authorize(actorOf('a', 'territory-delegate', 'region', '75'), 'needs.write');
    expect([...(scope?.departments ?? [])]).toEqual(['19', '23', '87']);
  });

  it('joins the grants of somebody who has two', () => {
    const abilities = abilitiesOf(
      [
        { role: 'territory-delegate', scope_kind: 'department', scope_code: '23' },
        { role: 'territory-delegate', scope_kind: 'department', scope_code: '19' },
      ],
      () => [],
    );
    expect([...(abilities.get('notes.read')?.departments ?? [])].sort()).toEqual(['19', '23']);
  });

  it('gives nothing for a role that is none of ours', () => {
    expect(
      abilitiesOf([{ role: 'root', scope_kind: 'national', scope_code: '' }], () => []).size,
    ).toBe(0);
  });
});
