import { newId } from '../../../platform/db/ids.ts';
import type { MailOptions } from '../commands.ts';
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
 * Writes to each person once, in their language, then notes for the partner's history that the
 * mail left: its subject and in what capacity it was read, never its text nor an address.
 * @param about null when it is nobody's matter but the operator's
 */
export async function tell(
  o: MailOptions,
  about: Matter | null,
  groups: readonly Group[],
  write: (to: Reader) => { readonly subject: string; readonly text: string },
): Promise<void> {
  const told = new Set<string>();
  const readers = new Set<MailReader>();
  let first: string | null = null;
  for (const { as, readers: people } of groups) {
    for (const to of people) {
      if (told.has(to.email)) continue;
      told.add(to.email);
      readers.add(as);
      const { subject, text } = write(to);
      await o.send({ to: to.email, subject, text });
      first ??= subject;
    }
  }
  // What the mail is about may have gone meanwhile, as with a merge: the mail has left all the same.
  if (first === null || !about || !(await exists(o.db, about))) return;
  await o.db
    .insertInto('mail_record')
    .values({
      id: newId(),
      partner_id: 'partnerId' in about ? about.partnerId : null,
      partnership_id: 'partnershipId' in about ? about.partnershipId : null,
      join_request_id: 'joinRequestId' in about ? about.joinRequestId : null,
      readers: [...readers],
      subject: first,
    })
    .execute();
}
