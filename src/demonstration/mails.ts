import type { MailReader } from '../modules/notifications/public.ts';
import type { Db } from '../platform/db/schema.ts';
import { insertRows } from './insert.ts';
import type { DemoPartnership } from './partnerships.ts';
import type { Random } from './random.ts';
import { HOME_DEPARTMENT } from './territory.ts';

const DAY_MS = 86_400_000;

/** Mails that an invented partnership would have caused; none was sent. */
const MAILS: readonly (readonly [subject: string, readers: readonly MailReader[]])[] = [
  ['Un partenariat a changé d’étape', ['follower']],
  ['Une convention vous attend pour signature', ['signatory']],
  ['La convention est signée par tous', ['follower']],
];
const TERM: (typeof MAILS)[number] = [
  'Un partenariat arrive à son terme',
  ['follower', 'delegates'],
];

/** The trace of mails in the histories of invented partners. */
export async function makeMails(
  trx: Db,
  partnerships: readonly DemoPartnership[],
  random: Random,
  now: Date,
): Promise<void> {
  const rows: Record<string, unknown>[] = [];
  const add = (id: string, [subject, readers]: (typeof MAILS)[number], at: number): void => {
    rows.push({
      id: random.uuid(),
      partner_id: null,
      partnership_id: id,
      join_request_id: null,
      readers,
      subject,
      sent_at: new Date(at).toISOString(),
    });
  };
  for (const [index, one] of partnerships.entries()) {
    const home = one.partner.town.department === HOME_DEPARTMENT;
    if (!one.startsOn || !(home || index % 5 === 0)) continue;
    const start = Date.parse(`${one.startsOn}T08:30:00Z`);
    for (const [step, mail] of MAILS.entries())
      add(one.id, mail, start - ((MAILS.length - step) * 6 - random.int(0, 4)) * DAY_MS);
    const left = one.endsOn ? (Date.parse(one.endsOn) - now.getTime()) / DAY_MS : 999;
    if (left > 0 && left < 92) add(one.id, TERM, now.getTime() - random.int(1, 20) * DAY_MS);
  }
  await insertRows(trx, 'mail_record', rows);
}
