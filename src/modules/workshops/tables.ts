import type { Generated } from 'kysely';
import type { DefaultTimestamp, Timestamp, Version } from '../../platform/db/schema.ts';
import type { SessionState } from './domain.ts';

declare module '../../platform/db/schema.ts' {
  interface Schema {
    workshop: {
      id: string;
      partnership_id: string;
      title: string;
      description: Generated<string>;
      themes: string[];
      level: string;
      access: string[];
      open: boolean;
      version: Version;
      created_by: string | null;
      created_at: DefaultTimestamp;
      updated_at: DefaultTimestamp;
    };
    workshop_session: {
      id: string;
      workshop_id: string;
      place_id: string;
      starts_at: Timestamp;
      ends_at: Timestamp;
      capacity: number;
      state: Generated<SessionState>;
      change_reason: Generated<string>;
      moved_from: Timestamp | null;
      moved_from_place: Generated<string | null>;
      led_by: string | null;
      reminded_at: Timestamp | null;
      version: Version;
    };
  }
}
