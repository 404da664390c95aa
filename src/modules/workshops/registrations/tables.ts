import type { Generated } from 'kysely';
import type { DefaultTimestamp } from '../../../platform/db/schema.ts';
import type { SeatState } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    workshop_registration: {
      id: string;
      session_id: string;
      code: string;
      via: 'staff' | 'public';
      state: SeatState;
      sealed_contact: string | null;
      locale: Generated<'fr' | 'en'>;
      registered_by: string | null;
      registered_at: DefaultTimestamp;
      changed_at: DefaultTimestamp;
    };
  }
}
