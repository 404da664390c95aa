import { sql } from 'kysely';
import { compareRollups } from '../modules/activity/public.ts';
import {
  extendRounds,
  forgetAppointmentContacts,
  leaveClosedPlaces,
  remindAppointments,
  returnToOpenPlaces,
  startCoop,
} from '../modules/advisors/public.ts';
import {
  forgetSignatures,
  remindLoans,
  remindTransfers,
  watchStock,
} from '../modules/devices/public.ts';
import { buildFeeds } from '../modules/directory/public.ts';
import { endExpired } from '../modules/follow-up/public.ts';
import { forgetAbandoned } from '../modules/imports/public.ts';
import {
  compareOrientationRollup,
  followAppointments,
  forgetSlipContacts,
  remindHosts,
  tellEarlier,
} from '../modules/orientation/public.ts';
import { forgetRemoved, watchDocuments } from '../modules/partners/public.ts';
import {
  remindOverdue,
  remindSignatories,
  startConventions,
  watchJoins,
  watchTerms,
} from '../modules/partnerships/public.ts';
import { finishBookings } from '../modules/rooms/public.ts';
import { forgetContacts, remindSeats } from '../modules/workshops/public.ts';
import type { Db } from '../platform/db/schema.ts';
import type { FileStore } from '../platform/files/files.ts';
import type { Scheduled } from '../platform/jobs/jobs.ts';
import type { Log } from '../platform/log/log.ts';

/** What runs at set times, once over all processes. */
export function schedule(
  db: Db,
  files: FileStore,
  log: Log,
  secret: string,
  publicUrl: string,
  coop: { readonly url: string; readonly token: string } | null,
): Scheduled[] {
  const now = (): Date => new Date();
  // One job each: what fails holds up nothing else, is tried again and shown by its own name.
  return [
    job('conventions', '7 6 * * *', () => startConventions(db, now())),
    job('watch-terms', '8 6 * * *', () => watchTerms(db, now())),
    job('watch-joins', '9 6 * * *', () => watchJoins(db, now())),
    job('remind-signatories', '10 6 * * *', () => remindSignatories(db, now(), secret)),
    job('watch-documents', '11 6 * * *', () => watchDocuments(db, now())),
    job('feeds', '41 2 * * *', async () => {
      const { report } = await buildFeeds(db, { now: now(), publicUrl, by: null });
      const leftOut = report.feeds.reduce((sum, feed) => sum + feed.leftOut, 0);
      if (leftOut > 0) log.warn({ leftOut }, 'rows left out of the feeds');
    }),
    job('finish-bookings', '33 2 * * *', () => finishBookings(db, now())),
    job('overdue-milestones', '22 6 * * *', () => remindOverdue(db, now())),
    job('remind-hosts', '23 6 * * *', () => remindHosts(db, now())),
    job('remind-transfers', '24 6 * * *', () => remindTransfers(db, now())),
    job('watch-stock', '25 6 * * *', () => watchStock(db, now())),
    job('overdue-loans', '27 7 * * 1', () => remindLoans(db, now())),
    job('end-follow-ups', '3 4 * * *', () => endExpired(db, now())),
    job('follow-appointments', '*/5 * * * *', () => followAppointments(db, now())),
    job('workshop-reminders', '11 * * * *', () => remindSeats(db, now())),
    job('earlier-slots', '12 * * * *', () => tellEarlier(db, now())),
    job('closed-places', '13 * * * *', () => leaveClosedPlaces(db, now())),
    job('open-places', '14 * * * *', () => returnToOpenPlaces(db, now())),
    job('appointment-reminders', '15 * * * *', () => remindAppointments(db, now())),
    job('coop-import', '9 4 * * *', async () => {
      if (!coop) return;
      const started = await startCoop({ db, access: coop, now, startedBy: null });
      if (started.ok && (await started.value.work()) === 'failed')
        log.warn('the import from La Coop failed');
    }),
    job('extend-rounds', '51 2 * * *', async () => {
      const written = await extendRounds(db, now());
      log.info({ written }, 'presences written ahead');
    }),
    job('compare-rollups', '17 3 * * *', async () => {
      const differences = await compareRollups(db);
      if (differences > 0) log.error({ differences }, 'roll-ups differ from the records');
    }),
    job('compare-orientations', '19 3 * * *', async () => {
      const differences = await compareOrientationRollup(db);
      if (differences > 0) log.error({ differences }, 'roll-ups differ from the records');
    }),
    job('forget-old', '43 3 * * *', () => forgetOld(db)),
    job('forget-uploads', '44 3 * * *', () => forgetAbandoned(db, files, now())),
    job('forget-documents', '45 3 * * *', () => forgetRemoved(db, files, now())),
    job('forget-seats', '46 3 * * *', () => forgetContacts(db, now())),
    job('forget-slips', '47 3 * * *', () => forgetSlipContacts(db, now())),
    job('forget-appointments', '48 3 * * *', () => forgetAppointmentContacts(db, now())),
    job('forget-signatures', '49 3 * * *', () => forgetSignatures(db, now())),
  ];
}

function job(name: string, cron: string, work: () => Promise<unknown>): Scheduled {
  return { name, cron, run: async () => void (await work()) };
}

/** What the platform keeps for a while only; one statement, so that none is left behind. */
async function forgetOld(db: Db): Promise<void> {
  await sql`WITH
    r AS (DELETE FROM rate_limit WHERE window_start < now() - interval '1 day'),
    s AS (DELETE FROM auth_session WHERE "expiresAt" < now()),
    v AS (DELETE FROM auth_verification WHERE "expiresAt" < now()),
    e AS (DELETE FROM domain_event WHERE handled_at < now() - interval '30 days')
    DELETE FROM domain_event_done WHERE done_at < now() - interval '30 days'`.execute(db);
}
