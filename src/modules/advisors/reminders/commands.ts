import type { Db } from '../../../platform/db/schema.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import '../appointments/tables.ts';
import { APPOINTMENT_NEAR } from '../events.ts';

const HOUR = 3_600_000;

/**
 * Reminds of appointments of the next 48 hours, each once. Runs every hour, so that a reminder
 * that failed is retried well before.
 * @returns number of people reminded
 */
export async function remindAppointments(db: Db, now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const near = await trx
      .updateTable('advisor_appointment')
      .set({ reminded_at: now })
      .where('state', '=', 'booked')
      .where('reminded_at', 'is', null)
      .where('starts_at', '>', now)
      .where('starts_at', '<=', new Date(now.getTime() + 48 * HOUR))
      .returning(['id', 'sealed_contact'])
      .execute();
    const reached = near.filter(({ sealed_contact }) => sealed_contact !== null);
    for (const { id } of reached)
      await emit(trx, { type: APPOINTMENT_NEAR, payload: { appointmentId: id } });
    return reached.length;
  });
}

/** Days after an appointment that the way to reach the person is kept, to tell of a correction. */
const KEPT_DAYS = 7;

/** Forgets names and addresses of people whose appointment is over. @returns how many */
export async function forgetAppointmentContacts(db: Db, now: Date): Promise<number> {
  const done = await db
    .updateTable('advisor_appointment')
    .set({ sealed_contact: null })
    .where('sealed_contact', 'is not', null)
    .where('ends_at', '<', new Date(now.getTime() - KEPT_DAYS * 24 * HOUR))
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}
