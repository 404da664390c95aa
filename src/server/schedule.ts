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

/** What runs at night, once over all processes. */
export function schedule(
  db: Db,
  files: FileStore,
  log: Log,
  secret: string,
  publicUrl: string,
  coop: { readonly url: string; readonly token: string } | null,
): Scheduled[] {
  return [
    {
      name: 'conventions',
      cron: '7 6 * * *',
      run: async () => {
        const now = new Date();
        await startConventions(db, now);
        await watchTerms(db, now);
        await watchJoins(db, now);
        await remindSignatories(db, now, secret);
        await watchDocuments(db, now);
      },
    },
    {
      name: 'feeds',
      cron: '41 2 * * *',
      run: async () => {
        const { report } = await buildFeeds(db, { now: new Date(), publicUrl, by: null });
        const leftOut = report.feeds.reduce((sum, feed) => sum + feed.leftOut, 0);
        if (leftOut > 0) log.warn({ leftOut }, 'rows left out of the feeds');
      },
    },
    {
      name: 'finish-bookings',
      cron: '33 2 * * *',
      run: () => finishBookings(db, new Date()),
    },
    {
      name: 'overdue-milestones',
      cron: '22 6 * * *',
      run: async () => {
        await remindOverdue(db, new Date());
        await remindHosts(db, new Date());
        await remindTransfers(db, new Date());
        await watchStock(db, new Date());
      },
    },
    {
      name: 'overdue-loans',
      cron: '27 7 * * 1',
      run: async () => {
        await remindLoans(db, new Date());
      },
    },
    {
      name: 'end-follow-ups',
      cron: '3 4 * * *',
      run: async () => {
        await endExpired(db, new Date());
      },
    },
    {
      name: 'follow-appointments',
      cron: '*/5 * * * *',
      run: async () => {
        await followAppointments(db, new Date());
      },
    },
    {
      name: 'workshop-reminders',
      cron: '11 * * * *',
      run: async () => {
        await remindSeats(db, new Date());
        await tellEarlier(db, new Date());
      },
    },
    {
      name: 'appointment-reminders',
      cron: '14 * * * *',
      run: async () => {
        await leaveClosedPlaces(db, new Date());
        await returnToOpenPlaces(db, new Date());
        await remindAppointments(db, new Date());
      },
    },
    {
      name: 'coop-import',
      cron: '9 4 * * *',
      run: async () => {
        if (!coop) return;
        const now = () => new Date();
        const started = await startCoop({ db, access: coop, now, startedBy: null });
        if (started.ok && (await started.value.work()) === 'failed')
          log.warn('the import from La Coop failed');
      },
    },
    {
      name: 'extend-rounds',
      cron: '51 2 * * *',
      run: async () => {
        const written = await extendRounds(db, new Date());
        log.info({ written }, 'presences written ahead');
      },
    },
    {
      name: 'compare-rollups',
      cron: '17 3 * * *',
      run: async () => {
        const differences = (await compareRollups(db)) + (await compareOrientationRollup(db));
        if (differences > 0) log.error({ differences }, 'roll-ups differ from the records');
      },
    },
    {
      name: 'forget-old',
      cron: '43 3 * * *',
      run: async () => {
        await sql`DELETE FROM rate_limit WHERE window_start < now() - interval '1 day'`.execute(db);
        await sql`DELETE FROM auth_session WHERE "expiresAt" < now()`.execute(db);
        await sql`DELETE FROM auth_verification WHERE "expiresAt" < now()`.execute(db);
        await sql`DELETE FROM domain_event WHERE handled_at < now() - interval '30 days'`.execute(
          db,
        );
        await sql`DELETE FROM domain_event_done WHERE done_at < now() - interval '30 days'`.execute(
          db,
        );
        await forgetAbandoned(db, files, new Date());
        await forgetRemoved(db, files, new Date());
        await forgetContacts(db, new Date());
        await forgetSlipContacts(db, new Date());
        await forgetAppointmentContacts(db, new Date());
        await forgetSignatures(db, new Date());
      },
    },
  ];
}
