import type { Scope } from '../../../platform/access/access.ts';
import { unseal } from '../../../platform/access/seal.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { readCode } from '../../alliance/public.ts';
import '../../partnerships/public.ts';
import '../../places/public.ts';
import type { AdvisorKind } from '../domain.ts';
import type { ChangeCode } from '../rounds/domain.ts';
import '../rounds/tables.ts';
import '../tables.ts';
import { type Contact, contact } from './contract.ts';
import type { AppointmentState } from './domain.ts';
import './tables.ts';

export interface AppointmentRow {
  readonly id: string;
  readonly code: string;
  readonly state: AppointmentState;
  readonly presenceId: string;
  readonly advisor: { readonly id: string; readonly name: string; readonly kind: AdvisorKind };
  readonly place: {
    readonly id: string;
    readonly name: string;
    readonly address: string;
    readonly postalCode: string;
    readonly communeName: string;
    readonly departmentCode: string;
  };
  readonly startsAt: string;
  readonly endsAt: string;
  readonly theme: string | null;
  readonly movedFrom: string | null;
  /** Why the presence fell away, in words; empty when nobody said. */
  readonly reason: string;
  /** Why, where the software knows it itself. */
  readonly changeCode: ChangeCode | null;
  readonly replaced: boolean;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

function joined(db: Db) {
  return db
    .selectFrom('advisor_appointment as x')
    .innerJoin('advisor_presence as s', 's.id', 'x.presence_id')
    .innerJoin('advisor as v', 'v.id', 'x.advisor_id')
    .innerJoin('place as l', 'l.id', 's.place_id')
    .innerJoin('commune as c', 'c.code', 'l.commune_code')
    .select([
      'x.id',
      'x.code',
      'x.state',
      'x.presence_id',
      'v.id as advisor_id',
      'v.name',
      'v.kind',
      'l.id as place_id',
      'l.name as place_name',
      'l.address',
      'l.postal_code',
      'c.name as commune_name',
      'l.department_code',
      'x.starts_at',
      'x.ends_at',
      'x.theme',
      'x.moved_from',
      'x.sealed_contact',
      's.change_reason',
      's.change_code',
      's.replaces_id',
    ]);
}

type Found = Awaited<ReturnType<ReturnType<typeof joined>['execute']>>[number];

const rowOf = (row: Found): AppointmentRow => ({
  id: row.id,
  code: row.code,
  state: row.state,
  presenceId: row.presence_id,
  advisor: { id: row.advisor_id, name: row.name, kind: row.kind },
  place: {
    id: row.place_id,
    name: row.place_name,
    address: row.address,
    postalCode: row.postal_code,
    communeName: row.commune_name,
    departmentCode: row.department_code,
  },
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  theme: row.theme,
  movedFrom: row.moved_from?.toISOString() ?? null,
  reason: row.change_reason,
  changeCode: row.change_code,
  replaced: row.replaces_id !== null,
});

/** An appointment by the code that its holder shows; null when there is none. */
export async function getAppointmentByCode(db: Db, typed: string): Promise<AppointmentRow | null> {
  const code = readCode(typed);
  if (!code) return null;
  const row = await joined(db).where('x.code', '=', code).executeTakeFirst();
  return row ? rowOf(row) : null;
}

/** An appointment by its id, for the staff; null when there is none. */
export async function getAppointmentById(db: Db, id: string): Promise<AppointmentRow | null> {
  const row = await joined(db).where('x.id', '=', id).executeTakeFirst();
  return row ? rowOf(row) : null;
}

/** An appointment as the staff sees it. */
export interface StaffAppointment extends AppointmentRow {
  /** As the person gave it; null when they gave none, or when it was forgotten. */
  readonly firstName: string | null;
  /** Whether a mail or a text message reaches them: address and number stay sealed. */
  readonly reached: boolean;
}

/** Appointments of one presence by time; none for who does not look after its advisor. */
export async function listAppointments(
  db: Db,
  scope: Scope<'advisors.write'>,
  presenceId: string,
  secret: string,
): Promise<StaffAppointment[]> {
  const rows = await lookedAfter(db, scope)
    .where('x.presence_id', '=', presenceId)
    .orderBy('x.starts_at')
    .orderBy('x.id')
    .execute();
  return rows.map((row) => staffRow(row, secret));
}

/** Appointments to come whose presence fell away, of advisors that the actor may act for. */
function displaced(db: Db, scope: Scope<'advisors.write'>, now: Date) {
  return lookedAfter(db, scope).where('x.state', '=', 'displaced').where('x.ends_at', '>', now);
}

/** Appointments of the advisors that the actor may act for, as `mayRun` says. */
function lookedAfter(db: Db, scope: Scope<'advisors.write'>) {
  return joined(db)
    .innerJoin('partnership as a', 'a.id', 'v.partnership_id')
    .$if(!scope.everywhere, (q) =>
      q.where((eb) =>
        eb.or([
          eb('v.department_code', 'in', ['-', ...scope.departments]),
          eb('v.employer_partner_id', 'in', [NOBODY, ...scope.organisations]),
          eb('a.partner_id', 'in', [NOBODY, ...scope.organisations]),
          eb('v.account_id', '=', scope.accountId),
        ]),
      ),
    );
}

/** How many appointments wait for the actor to act, for the advisors that they look after. */
export async function countDisplaced(
  db: Db,
  scope: Scope<'advisors.write'>,
  now: Date,
): Promise<number> {
  const row = await displaced(db, scope, now)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/**
 * Appointments to come whose presence fell away and on which nobody acted yet, the soonest first.
 * @param advisorId null = of every advisor that the actor may act for
 */
export async function listDisplaced(
  db: Db,
  scope: Scope<'advisors.write'>,
  advisorId: string | null,
  now: Date,
  secret: string,
): Promise<StaffAppointment[]> {
  const rows = await displaced(db, scope, now)
    .$if(advisorId !== null, (q) => q.where('x.advisor_id', '=', advisorId ?? ''))
    .orderBy('x.starts_at')
    .limit(200)
    .execute();
  return rows.map((row) => staffRow(row, secret));
}

function staffRow(row: Found, secret: string): StaffAppointment {
  const known = readContact(secret, row.sealed_contact);
  return {
    ...rowOf(row),
    firstName: known.firstName,
    reached: known.email !== null || known.phone !== null,
  };
}

/** What somebody left; nothing when they left nothing. */
function readContact(secret: string, sealed: string | null): Contact {
  return sealed
    ? contact.parse(JSON.parse(unseal(secret, sealed)))
    : { firstName: null, email: null, phone: null };
}
