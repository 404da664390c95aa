import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import '../../orientation/events.ts';

/** What a message about an orientation says; the way to reach the person is still sealed. */
export async function orientationToTell(db: Db, id: string) {
  return db
    .selectFrom('orientation as o')
    .innerJoin('place as h', 'h.id', 'o.host_place_id')
    .innerJoin('commune as c', 'c.code', 'h.commune_code')
    .leftJoin('workshop_session as s', 's.id', 'o.session_id')
    .leftJoin('workshop as w', 'w.id', 's.workshop_id')
    .leftJoin('workshop_registration as r', 'r.code', 'o.code')
    .select('r.state as seat')
    .select(['o.id', 'o.code', 'o.state', 'o.locale', 'o.sealed_contact', 'o.expected_at'])
    .select(['h.name as place_name', 'h.address', 'h.postal_code', 'c.name as commune_name'])
    .select(sql<string>`coalesce(w.title, h.name)`.as('title'))
    .where('o.id', '=', id)
    .executeTakeFirst();
}

/** Accounts that receive for a host: its partner's people, else the place's. */
export async function hostReaders(db: Db, placeId: string, partnerId: string | null) {
  const kind = partnerId ? 'organisation' : 'place';
  return db
    .selectFrom('account_grant as g')
    .innerJoin('auth_user as u', 'u.id', 'g.user_id')
    .select(['u.email', 'u.name', 'u.locale'])
    .where('g.scope_kind', '=', kind)
    .where('g.scope_code', '=', partnerId ?? placeId)
    .where('g.role', 'in', ['partner-admin', 'advisor', 'place-manager'])
    .distinct()
    .execute();
}
