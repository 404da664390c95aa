import type { Scope } from '../../../platform/access/access.ts';
import { unseal } from '../../../platform/access/seal.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { readCode } from '../../alliance/public.ts';
import { mayRun, ownedBy } from '../policy.ts';
import { getSession, type SessionRow } from '../queries.ts';
import { type Contact, contact } from './contract.ts';
import type { SeatState } from './domain.ts';
import './tables.ts';

export interface SeatRow {
  readonly id: string;
  readonly code: string;
  readonly state: SeatState;
  /** As the person gave it; null when they gave none, or when it was forgotten. */
  readonly firstName: string | null;
  /** Whether a mail reaches them: the address itself stays sealed. */
  readonly reached: boolean;
}

/** Seats of a session in the order in which they were asked for, for who runs it. */
export async function listSeats(
  db: Db,
  scope: Scope<'workshops.write'>,
  session: SessionRow,
  secret: string,
): Promise<SeatRow[]> {
  if (!mayRun(scope, ownedBy(session))) return [];
  const rows = await db
    .selectFrom('workshop_registration')
    .select(['id', 'code', 'state', 'sealed_contact'])
    .where('session_id', '=', session.id)
    .orderBy('registered_at')
    .orderBy('id')
    .execute();
  return rows.map(({ sealed_contact, ...row }) => {
    const known = readContact(secret, sealed_contact);
    return {
      ...row,
      firstName: known.firstName,
      reached: known.email !== null || known.phone !== null,
    };
  });
}

/** What somebody left; nothing when they left nothing. */
export function readContact(secret: string, sealed: string | null): Contact {
  return sealed
    ? contact.parse(JSON.parse(unseal(secret, sealed)))
    : { firstName: null, email: null, phone: null };
}

/** A seat by its code, with its session; null when there is none. */
export async function seatByCode(
  db: Db,
  typed: string,
): Promise<{
  readonly code: string;
  readonly state: SeatState;
  readonly session: SessionRow;
} | null> {
  const code = readCode(typed);
  if (!code) return null;
  const row = await db
    .selectFrom('workshop_registration')
    .select(['code', 'state', 'session_id'])
    .where('code', '=', code)
    .executeTakeFirst();
  const session = row ? await getSession(db, row.session_id) : null;
  return row && session ? { code: row.code, state: row.state, session } : null;
}
