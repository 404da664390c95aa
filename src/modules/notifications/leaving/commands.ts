import { z } from 'zod';
import { seal, unseal } from '../../../platform/access/seal.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { Work } from '../../../platform/jobs/work.ts';
import { MAIL_PATIENCE, type SendMail } from '../../../platform/mail/mail.ts';
import type { SendSms } from '../../../platform/sms/sms.ts';
import { noteLeft } from '../sent/commands.ts';
import { MAIL_READERS } from '../sent/domain.ts';
import { trackedSms } from '../sms/commands.ts';
import { type Letter, QUEUES, type TextMessage } from './domain.ts';

/** Puts a job in a queue; the second with its id changes nothing. */
export type AddJob = (queue: string, id: string, data: object) => Promise<void>;

/** Takes mails and text messages that are to leave: they rest sealed until they have left. */
export function leaving(secret: string, add: AddJob) {
  return {
    send: ({ to, subject, text, id, urgent, record }: Letter): Promise<void> =>
      add(urgent ? QUEUES.urgent : QUEUES.others, id, {
        sealed: seal(secret, JSON.stringify({ to, subject, text })),
        record,
      }),
    sms: ({ to, text, id, orientationId }: TextMessage): Promise<void> =>
      add(QUEUES.sms, id, {
        sealed: seal(secret, JSON.stringify({ to, text })),
        orientationId: orientationId ?? null,
      }),
  };
}

const matter = z.union([
  z.object({ partnerId: z.string() }),
  z.object({ partnershipId: z.string() }),
  z.object({ joinRequestId: z.string() }),
]);
const mailJob = z.object({
  sealed: z.string(),
  record: z
    .object({ id: z.string(), about: matter, as: z.enum(MAIL_READERS), subject: z.string() })
    .nullable(),
});
const mail = z.object({ to: z.string(), subject: z.string(), text: z.string() });
const smsJob = z.object({ sealed: z.string(), orientationId: z.string().nullable() });
const sms = z.object({ to: z.string(), text: z.string() });

/**
 * How many of each leave side by side in one process. An exchange that hangs keeps one place until
 * its deadline; mail servers commonly let one client have fifty connections.
 */
const PLACES = { urgent: 16, others: 6, sms: 8 };
/** Twice what the slowest exchange may take: after that its process has died. */
const LOST_AFTER = (2 * MAIL_PATIENCE.exchangeMs) / 1000;

/** Who empties the queues of what leaves. */
export function leavingWorks(o: {
  readonly db: Db;
  readonly secret: string;
  readonly send: SendMail;
  readonly sms: SendSms;
}): Work[] {
  const sendMail: Work['run'] = async ({ id, data }, signal) => {
    const { sealed, record } = mailJob.parse(data);
    await o.send(mail.parse(JSON.parse(unseal(o.secret, sealed))), { id, signal });
    if (record) await noteLeft(o.db, record);
  };
  const mails = (queue: string, workers: number): Work => ({
    queue,
    workers,
    lostAfter: LOST_AFTER,
    forget: true,
    run: sendMail,
  });
  return [
    mails(QUEUES.urgent, PLACES.urgent),
    mails(QUEUES.others, PLACES.others),
    {
      queue: QUEUES.sms,
      workers: PLACES.sms,
      lostAfter: LOST_AFTER,
      forget: true,
      run: async ({ id, data }, signal) => {
        const { sealed, orientationId } = smsJob.parse(data);
        const { to, text } = sms.parse(JSON.parse(unseal(o.secret, sealed)));
        await trackedSms({ db: o.db, sms: o.sms }, { id, to, text, orientationId }, signal);
      },
    },
  ];
}
