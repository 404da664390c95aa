import type { Generated } from 'kysely';
import type { DefaultTimestamp, Timestamp } from '../../../platform/db/schema.ts';
import type { AppointmentState } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    advisor_appointment: {
      id: string;
      presence_id: string;
      advisor_id: string;
      starts_at: Timestamp;
      ends_at: Timestamp;
      code: string;
      via: 'staff' | 'counter' | 'public';
      state: AppointmentState;
      theme: string | null;
      sealed_contact: string | null;
      locale: Generated<'fr' | 'en'>;
      reminded_at: Timestamp | null;
      moved_from: Timestamp | null;
      booked_by: string | null;
      booked_at: DefaultTimestamp;
      changed_at: DefaultTimestamp;
    };
  }
}
