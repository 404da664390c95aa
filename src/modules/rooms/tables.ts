import type { ColumnType, Generated } from 'kysely';
import type { DefaultTimestamp, Json, Timestamp, Version } from '../../platform/db/schema.ts';
import type { WeekHours } from '../places/public.ts';
import type { BookingStatus } from './bookings/domain.ts';
import type { Confirmation, OpenTo } from './domain.ts';

declare module '../../platform/db/schema.ts' {
  interface Schema {
    room: {
      id: string;
      place_id: string;
      name: string;
      seats: number;
      equipment: string[];
      access: string[];
      note: Generated<string>;
      hours: Json<WeekHours>;
      buffer_minutes: number;
      confirmation: Confirmation;
      open_to: OpenTo;
      status: Generated<'open' | 'closed'>;
      version: Version;
      created_by: string | null;
      created_at: DefaultTimestamp;
      updated_at: DefaultTimestamp;
    };
    room_closure: {
      id: string;
      room_id: string;
      starts_at: Timestamp;
      ends_at: Timestamp;
      reason: string;
      created_by: string | null;
      created_at: DefaultTimestamp;
    };
    room_booking: {
      id: string;
      room_id: string;
      partner_id: string | null;
      purpose: string;
      starts_at: Timestamp;
      ends_at: Timestamp;
      blocked_until: Timestamp;
      /** Made by the database from the instants above. */
      during: ColumnType<string, never, never>;
      blocked: ColumnType<string, never, never>;
      status: BookingStatus;
      reason: Generated<string>;
      series_id: string | null;
      closure_id: ColumnType<string | null, string | undefined, string>;
      workshop_session_id: string | null;
      checked_in_at: ColumnType<Date | null, Date | undefined, Date>;
      booked_by: string | null;
      decided_by: ColumnType<string | null, string | undefined, string>;
      created_at: DefaultTimestamp;
      updated_at: DefaultTimestamp;
    };
  }
}
