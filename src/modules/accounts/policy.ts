import {
  type Actor,
  joinReach,
  type Locale,
  type Permission,
  type Reach,
} from '../../platform/access/access.ts';
import type { Role, ScopeKind } from './domain.ts';

/**
 * What the alliance shares: who reads one of these reads it of everybody, whatever their grant
 * names. Anything else is bounded by the grant, so that what is private to a partner, a place or a
 * department has a permission that is not in this list (ADR 32).
 * - `everybody`: places, rooms, workshops, advisors' rounds and the figures made of all.
 * - `operator`: the operator's people and auditors read of all partners what partners read of
 *   themselves. A grant that names an organisation makes nobody the operator's.
 */
export const SHARED = {
  'territories.read': 'everybody',
  'places.read': 'everybody',
  'dashboard.read': 'everybody',
  'needs.read': 'everybody',
  'models.read': 'everybody',
  'rooms.read': 'everybody',
  'workshops.read': 'everybody',
  'workshops.register': 'everybody',
  'advisors.read': 'everybody',
  'appointments.book': 'everybody',
  'codesign.read': 'operator',
  'hosting.read': 'operator',
  'partners.read': 'operator',
  'partnerships.read': 'operator',
  'activity.read': 'operator',
  'accompaniments.read': 'operator',
  'growth.read': 'operator',
  'feeds.build': 'operator',
} as const satisfies Partial<Record<Permission, 'everybody' | 'operator'>>;
type Shared = keyof typeof SHARED;

/**
 * `scope`: only within the grant's scope, which for a national grant is everywhere. `all`: what
 * the alliance shares, wherever the grant stands; nothing else can be carried so.
 */
export type Row = Readonly<
  Partial<{ [P in Permission]: P extends Shared ? 'all' | 'scope' : 'scope' }>
>;
type Matrix = Readonly<Record<Role, Row>>;

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
 */
export const MATRIX: Matrix = {
  'alliance-lead': {
    'partner-contacts.read': 'scope',
    'partner-documents.read': 'scope',
    'private-documents.read': 'scope',
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
    'conventions.read': 'scope',
    'conventions.write': 'scope',
    'conventions.template': 'scope',
    'notes.read': 'scope',
    'notes.write': 'scope',
    'activity.read': 'all',
    'activity.record': 'scope',
    'activity.correct': 'scope',
    'targets.write': 'scope',
    'territories.write': 'scope',
    'imports.run': 'scope',
    'join.read': 'scope',
    'join.answer': 'scope',
    'accounts.read': 'scope',
    'accounts.invite': 'scope',
  },
  'territory-delegate': {
    'partner-contacts.read': 'scope',
    'partner-documents.read': 'scope',
    'private-documents.read': 'scope',
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
    'conventions.read': 'scope',
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
    'partner-contacts.read': 'scope',
    'partner-documents.read': 'scope',
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
    'partner-contacts.read': 'scope',
    'partner-documents.read': 'scope',
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
  buyer: {
    ...OPERATOR_READER,
    'partner-contacts.read': 'scope',
    'partner-documents.read': 'scope',
    'conventions.read': 'scope',
  },
  'partner-admin': {
    'partner-contacts.read': 'scope',
    'partner-documents.read': 'scope',
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
    'partner-contacts.read': 'scope',
    'partner-documents.read': 'scope',
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
    'partner-documents.read': 'scope',
    'private-documents.read': 'scope',
    'advisors.read': 'all',
    'accompaniments.read': 'all',
    'devices.read': 'scope',
    'follow-up-figures.read': 'scope',
    'workshops.read': 'all',
    ...OPERATOR_READER,
    'growth.read': 'all',
    'activity.read': 'all',
    'conventions.read': 'scope',
    'hosting-terms.read': 'scope',
  },
  admin: {
    'partner-contacts.read': 'scope',
    'partner-documents.read': 'scope',
    'private-documents.read': 'scope',
    'feeds.build': 'all',
    'advisors.read': 'all',
    'accompaniments.read': 'all',
    'devices.read': 'scope',
    'workshops.read': 'all',
    ...OPERATOR_READER,
    'webhooks.manage': 'scope',
    'growth.read': 'all',
    'places.write': 'scope',
    'territories.write': 'scope',
    'partners.write': 'scope',
    'activity.read': 'all',
    'targets.write': 'scope',
    'imports.run': 'scope',
    'accounts.read': 'scope',
    'accounts.manage': 'scope',
    'accounts.invite': 'scope',
    'mailbox.read': 'scope',
    'jobs.read': 'scope',
    'jobs.retry': 'scope',
    'backups.run': 'scope',
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
    for (const [permission, carry] of Object.entries(row) as [Permission, 'all' | 'scope'][]) {
      const everywhere = within.everywhere || (carry === 'all' && shares(permission, grant));
      const reach = { ...within, everywhere };
      abilities.set(permission, joinReach(abilities.get(permission), reach));
    }
  }
  return abilities;
}

/** True when the alliance shares with the holder of this grant what a permission opens. */
function shares(permission: Permission, grant: GrantRow): boolean {
  const among = (SHARED as Partial<Record<Permission, 'everybody' | 'operator'>>)[permission];
  return among === 'everybody' || (among === 'operator' && grant.scope_kind !== 'organisation');
}

/**
 * True when whoever has these abilities may give, or take back, a grant: its scope lies within the
 * one in which they may invite, and only an administrator makes administrators. An invitation that
 * was given while its author reached further opens nothing any more.
 */
export function mayGrant(
  abilities: ReadonlyMap<Permission, Reach>,
  grant: GrantRow,
  departmentsOf: (regionCode: string) => readonly string[],
): boolean {
  if (grant.role === 'admin' && !abilities.has('accounts.manage')) return false;
  const own = abilities.get('accounts.invite');
  if (!own) return false;
  if (own.everywhere) return true;
  const within = reachOf(grant, departmentsOf);
  return (
    !within.everywhere &&
    [...within.departments].every((code) => own.departments.has(code)) &&
    [...within.places].every((id) => own.places.has(id)) &&
    [...within.organisations].every((id) => own.organisations.has(id))
  );
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
