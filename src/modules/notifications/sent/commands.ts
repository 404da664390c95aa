import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import type { MailOptions } from '../commands.ts';
import { digest, idOf, type Letter } from '../leaving/domain.ts';
import type { Reader } from '../queries.ts';
import type { MailReader, Matter } from './domain.ts';
import { exists } from './queries.ts';
import './tables.ts';

/** Some people who are written to in one capacity. */
export interface Group {
  readonly as: MailReader;
  readonly readers: readonly Reader[];
}

/**
 * Writes to each person once, in their language; once a mail has left, the partner's history says
 * so: its subject and in what capacity it was read, never its text nor an address.
 * @param about null when it is nobody's matter but the operator's
 */
export async function tell(
  o: MailOptions,
  about: Matter | null,
  groups: readonly Group[],
  write: (to: Reader) => { readonly subject: string; readonly text: string },
): Promise<void> {
  const told = new Set<string>();
  let record: Omit<NonNullable<Letter['record']>, 'as'> | null = null;
  for (const { as, readers: people } of groups) {
    for (const to of people) {
      if (told.has(to.email)) continue;
      told.add(to.email);
      const { subject, text } = write(to);
      if (about) record ??= { id: idOf(digest(o.secret, o.eventId, subject)), about, subject };
      await o.send({ to: to.email, subject, text }, record ? { ...record, as } : null);
    }
  }
}

/** Notes that a letter has left, beside the others of the same matter and occasion. */
export async function noteLeft(
  db: Db,
  { id, about, as, subject }: NonNullable<Letter['record']>,
): Promise<void> {
  // What the mail is about may have gone meanwhile, as with a merge: the mail has left all the same.
  if (!(await exists(db, about))) return;
  await db
    .insertInto('mail_record')
    .values({
      id,
      partner_id: 'partnerId' in about ? about.partnerId : null,
      partnership_id: 'partnershipId' in about ? about.partnershipId : null,
      join_request_id: 'joinRequestId' in about ? about.joinRequestId : null,
      readers: [as],
      subject,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        readers: sql`CASE WHEN ${as} = ANY (mail_record.readers) THEN mail_record.readers
          ELSE mail_record.readers || ${as}::text END`,
      }),
    )
    .execute();
}
