import { sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { type MailReader, type Matter, OUTSIDE } from './domain.ts';
import './tables.ts';

/** Whether what a mail is about is still there. */
export async function exists(db: Db, about: Matter): Promise<boolean> {
  const [table, id] =
    'partnerId' in about
      ? ['partner', about.partnerId]
      : 'partnershipId' in about
        ? ['partnership', about.partnershipId]
        : ['join_request', about.joinRequestId];
  const { rows } = await sql`SELECT FROM ${sql.table(table)} WHERE id = ${id}`.execute(db);
  return rows.length > 0;
}

export interface SentMail {
  readonly id: string;
  readonly subject: string;
  readonly readers: readonly MailReader[];
  readonly partnershipId: string | null;
  readonly at: string;
}

/**
 * Mails about a partner, its partnerships and its requests to join, latest first; a partner's own
 * people see those that left to them, not what the operator's people write to each other. The
 * caller has made sure that the partner lies within the scope (`mayReadPrivate`).
 */
export async function listMailsOfPartner(
  db: Db,
  scope: Scope<'partner-contacts.read'>,
  partnerId: string,
): Promise<SentMail[]> {
  const staff = scope.everywhere || scope.departments.size > 0 || scope.places.size > 0;
  if (!staff && !scope.organisations.has(partnerId)) return [];
  const inside = scope.everywhere || !scope.organisations.has(partnerId);
  const seen = inside ? sql`true` : sql`m.readers && ${[...OUTSIDE]}::text[]`;
  const { rows } = await sql<{
    id: string;
    subject: string;
    readers: MailReader[];
    partnership_id: string | null;
    sent_at: Date;
  }>`
    SELECT m.id, m.subject, m.readers, m.partnership_id, m.sent_at FROM (
      SELECT * FROM mail_record WHERE partner_id = ${partnerId}
      UNION ALL SELECT r.* FROM mail_record r
        JOIN partnership s ON s.id = r.partnership_id WHERE s.partner_id = ${partnerId}
      UNION ALL SELECT r.* FROM mail_record r
        JOIN join_request j ON j.id = r.join_request_id WHERE j.partner_id = ${partnerId}
    ) m WHERE ${seen} ORDER BY m.sent_at DESC, m.id DESC LIMIT 300`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    readers: inside ? row.readers : row.readers.filter((one) => OUTSIDE.includes(one)),
    partnershipId: row.partnership_id,
    at: row.sent_at.toISOString(),
  }));
}
