import {
  type Actor,
  joinReach,
  type Locale,
  type Permission,
  type Reach,
} from '../../platform/access/access.ts';
import type { Role, ScopeKind } from './domain.ts';

/** `all`: everywhere, whatever the grant's scope. `scope`: only within the grant's scope. */
type Carry = 'all' | 'scope';

type Matrix = Readonly<Record<Role, Readonly<Partial<Record<Permission, Carry>>>>>;

const EVERYBODY = {
  'territories.read': 'all',
  'places.read': 'all',
  'dashboard.read': 'all',
} as const;

const OPERATOR_READER = {
  ...EVERYBODY,
  'needs.read': 'all',
  'codesign.read': 'all',
  'hosting.read': 'all',
  'partners.read': 'all',
  'partnerships.read': 'all',
  'models.read': 'all',
  'rooms.read': 'all',
} as const;

/**
 * Who may do what: the one place. A permission that is not written here is refused to everybody.
 * Private notes are carried by `notes.*`, always within scope for a delegate.
 */
export const MATRIX: Matrix = {
  'alliance-lead': {
    'orientations.give': 'all',
    'orientations.receive': 'all',
    'feeds.build': 'all',
    'advisors.read': 'all',
    'advisors.write': 'all',
    'appointments.book': 'all',
    'accompaniments.read': 'all',
    'accompaniments.record': 'all',
    'devices.read': 'all',
    'devices.write': 'all',
    'follow-up-figures.read': 'all',
    'workshops.read': 'all',
    'workshops.write': 'all',
    'workshops.register': 'all',
    ...OPERATOR_READER,
    'rooms.write': 'all',
    'rooms.book': 'all',
    'rooms.decide': 'all',
    'models.write': 'all',
    'growth.read': 'all',
    'places.write': 'all',
    'needs.write': 'all',
    'codesign.take-part': 'all',
    'codesign.decide': 'all',
    'actions.write': 'all',
    'actions.move': 'all',
    'hosting-terms.read': 'all',
    'hosting.write': 'all',
    'partners.write': 'all',
    'partners.merge': 'all',
    'partnerships.write': 'all',
    'partnerships.move': 'all',
    'partnerships.publish': 'all',
    'conventions.read': 'all',
    'conventions.write': 'all',
    'conventions.template': 'all',
    'notes.read': 'all',
    'notes.write': 'all',
    'activity.read': 'all',
    'activity.record': 'all',
    'activity.correct': 'all',
    'targets.write': 'all',
    'territories.write': 'all',
    'imports.run': 'all',
    'join.read': 'all',
    'join.answer': 'all',
    'accounts.read': 'all',
    'accounts.invite': 'all',
  },
  'territory-delegate': {
    'orientations.give': 'scope',
    'orientations.receive': 'scope',
    'feeds.build': 'all',
    'advisors.read': 'all',
    'advisors.write': 'scope',
    'appointments.book': 'all',
    'accompaniments.read': 'all',
    'accompaniments.record': 'scope',
    'devices.read': 'scope',
    'devices.write': 'scope',
    'follow-up.hand-over': 'scope',
    'follow-up.manage': 'scope',
    'follow-up-figures.read': 'scope',
    'workshops.read': 'all',
    'workshops.write': 'scope',
    'workshops.register': 'all',
    ...OPERATOR_READER,
    'rooms.write': 'scope',
    'rooms.book': 'scope',
    'rooms.decide': 'scope',
    'models.write': 'scope',
    'growth.read': 'all',
    'places.write': 'scope',
    'needs.write': 'scope',
    'codesign.take-part': 'scope',
    'codesign.decide': 'scope',
    'actions.write': 'scope',
    'actions.move': 'scope',
    'hosting-terms.read': 'scope',
    'hosting.write': 'scope',
    'partners.write': 'scope',
    'partners.merge': 'scope',
    'partnerships.write': 'scope',
    'partnerships.move': 'scope',
    'partnerships.publish': 'scope',
    'conventions.read': 'all',
    'conventions.write': 'scope',
    'notes.read': 'scope',
    'notes.write': 'scope',
    'activity.read': 'all',
    'activity.record': 'scope',
    'activity.correct': 'scope',
    'join.read': 'scope',
    'join.answer': 'scope',
  },
  'place-manager': {
    'orientations.give': 'scope',
    'orientations.receive': 'scope',
    'advisors.read': 'all',
    'appointments.book': 'all',
    'accompaniments.read': 'scope',
    'accompaniments.record': 'scope',
    'devices.read': 'scope',
    'devices.write': 'scope',
    'devices.hand-out': 'scope',
    'follow-up.read': 'scope',
    'follow-up.write': 'scope',
    'follow-up.hand-over': 'scope',
    'follow-up.manage': 'scope',
    'follow-up-figures.read': 'scope',
    'workshops.read': 'all',
    'workshops.write': 'scope',
    'workshops.register': 'all',
    ...OPERATOR_READER,
    'rooms.write': 'scope',
    'rooms.book': 'scope',
    'rooms.decide': 'scope',
    'places.write': 'scope',
    'actions.move': 'scope',
    'hosting-terms.read': 'scope',
    'hosting.write': 'scope',
    'activity.read': 'scope',
    'activity.record': 'scope',
    'activity.correct': 'scope',
  },
  'counter-agent': {
    'orientations.give': 'scope',
    ...EVERYBODY,
    'workshops.read': 'all',
    'workshops.register': 'all',
    'advisors.read': 'all',
    'appointments.book': 'all',
  },
  advisor: {
    'orientations.give': 'scope',
    'orientations.receive': 'scope',
    'advisors.read': 'all',
    'advisors.write': 'scope',
    'appointments.book': 'all',
    'accompaniments.read': 'scope',
    'accompaniments.record': 'scope',
    'devices.read': 'scope',
    'devices.write': 'scope',
    'devices.hand-out': 'scope',
    'follow-up.read': 'scope',
    'follow-up.write': 'scope',
    'follow-up.hand-over': 'scope',
    'follow-up-figures.read': 'scope',
    'workshops.read': 'all',
    'workshops.write': 'scope',
    'workshops.register': 'all',
    ...OPERATOR_READER,
    'rooms.book': 'scope',
    'actions.move': 'scope',
    'activity.read': 'scope',
    'activity.record': 'scope',
    'activity.correct': 'scope',
  },
  employee: { ...EVERYBODY, 'partnerships.read': 'all' },
  'line-manager': { ...EVERYBODY, 'partnerships.read': 'all' },
  buyer: { ...OPERATOR_READER, 'conventions.read': 'all' },
  'partner-admin': {
    'orientations.receive': 'scope',
    'advisors.read': 'all',
    'advisors.write': 'scope',
    'appointments.book': 'all',
    'accompaniments.read': 'scope',
    'accompaniments.record': 'scope',
    'devices.read': 'scope',
    'devices.write': 'scope',
    'devices.hand-out': 'scope',
    'follow-up.read': 'scope',
    'follow-up.write': 'scope',
    'follow-up.hand-over': 'scope',
    'follow-up.manage': 'scope',
    'follow-up-figures.read': 'scope',
    'workshops.read': 'all',
    'workshops.write': 'scope',
    'workshops.register': 'all',
    ...EVERYBODY,
    'rooms.read': 'all',
    'rooms.book': 'scope',
    'models.read': 'all',
    'needs.read': 'all',
    'codesign.read': 'scope',
    'codesign.take-part': 'scope',
    'codesign.propose': 'scope',
    'actions.move': 'scope',
    'hosting.read': 'scope',
    'hosting-terms.read': 'scope',
    'partners.read': 'scope',
    'partners.write': 'scope',
    'partnerships.read': 'scope',
    'partnerships.agree': 'scope',
    'partnerships.withdraw': 'scope',
    'conventions.read': 'scope',
    'activity.read': 'scope',
    'activity.record': 'scope',
    'activity.correct': 'scope',
  },
  'partner-member': {
    'orientations.receive': 'scope',
    'advisors.read': 'all',
    'appointments.book': 'all',
    'accompaniments.read': 'scope',
    'accompaniments.record': 'scope',
    'devices.read': 'scope',
    'devices.hand-out': 'scope',
    'follow-up.read': 'scope',
    'follow-up.write': 'scope',
    'follow-up.hand-over': 'scope',
    'follow-up-figures.read': 'scope',
    'workshops.read': 'all',
    'workshops.write': 'scope',
    'workshops.register': 'all',
    ...EVERYBODY,
    'rooms.read': 'all',
    'rooms.book': 'scope',
    'models.read': 'all',
    'needs.read': 'all',
    'codesign.read': 'scope',
    'codesign.take-part': 'scope',
    'codesign.propose': 'scope',
    'actions.move': 'scope',
    'hosting.read': 'scope',
    'hosting-terms.read': 'scope',
    'partners.read': 'scope',
    'partnerships.read': 'scope',
    'activity.read': 'scope',
    'activity.record': 'scope',
    'activity.correct': 'scope',
  },
  verifier: {
    'advisors.read': 'all',
    'accompaniments.read': 'all',
    'devices.read': 'all',
    'follow-up-figures.read': 'all',
    'workshops.read': 'all',
    ...OPERATOR_READER,
    'growth.read': 'all',
    'activity.read': 'all',
    'conventions.read': 'all',
    'hosting-terms.read': 'all',
  },
  admin: {
    'feeds.build': 'all',
    'advisors.read': 'all',
    'accompaniments.read': 'all',
    'devices.read': 'all',
    'workshops.read': 'all',
    ...OPERATOR_READER,
    'webhooks.manage': 'all',
    'growth.read': 'all',
    'places.write': 'all',
    'territories.write': 'all',
    'partners.write': 'all',
    'activity.read': 'all',
    'targets.write': 'all',
    'imports.run': 'all',
    'accounts.read': 'all',
    'accounts.manage': 'all',
    'accounts.invite': 'all',
    'mailbox.read': 'all',
    'jobs.read': 'all',
    'backups.run': 'all',
  },
};

export interface GrantRow {
  readonly role: string;
  readonly scope_kind: ScopeKind;
  readonly scope_code: string;
}

/**
 * Turns grants into abilities.
 * @param departmentsOf departments of a region, because a region's scope is that of its departments
 */
export function abilitiesOf(
  grants: readonly GrantRow[],
  departmentsOf: (regionCode: string) => readonly string[],
): ReadonlyMap<Permission, Reach> {
  const abilities = new Map<Permission, Reach>();
  for (const grant of grants) {
    const row = MATRIX[grant.role as Role];
    if (!row) continue;
    const within = reachOf(grant, departmentsOf);
    for (const [permission, carry] of Object.entries(row) as [Permission, Carry][]) {
      const reach = carry === 'all' ? { ...within, everywhere: true } : within;
      abilities.set(permission, joinReach(abilities.get(permission), reach));
    }
  }
  return abilities;
}

function reachOf(grant: GrantRow, departmentsOf: (regionCode: string) => readonly string[]): Reach {
  const code = grant.scope_code;
  return {
    everywhere: grant.scope_kind === 'national',
    departments: new Set(
      grant.scope_kind === 'department'
        ? [code]
        : grant.scope_kind === 'region'
          ? departmentsOf(code)
          : [],
    ),
    places: new Set(grant.scope_kind === 'place' ? [code] : []),
    organisations: new Set(grant.scope_kind === 'organisation' ? [code] : []),
  };
}

/** A signed-in actor with the language of the account. */
export interface SignedIn {
  readonly actor: Actor;
  readonly locale: Locale;
  readonly sessionId: string | null;
}
