import type { Generated } from 'kysely';
import type { DefaultTimestamp, Json, Timestamp } from '../../../platform/db/schema.ts';
import type { CoopActivity } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    coop_mediator: {
      mediator_id: string;
      advisor_id: string | null;
      label: Generated<string>;
      ignored: Generated<boolean>;
      first_seen: DefaultTimestamp;
    };
    coop_structure: {
      structure_id: string;
      place_id: string | null;
      first_seen: DefaultTimestamp;
    };
    coop_row: {
      coop_id: string;
      mediator_id: string;
      structure_id: string | null;
      modified_at: Timestamp;
      state: 'taken' | 'withdrawn' | 'waiting' | 'ignored';
      reason: Generated<string>;
      data: Json<CoopActivity> | null;
      seen_at: DefaultTimestamp;
    };
    coop_run: {
      id: string;
      state: 'running' | 'done' | 'failed';
      pages: Generated<number>;
      retries: Generated<number>;
      read: Generated<number>;
      created: Generated<number>;
      updated: Generated<number>;
      unchanged: Generated<number>;
      waiting: Generated<number>;
      rejected: Generated<number>;
      reasons: Json<Record<string, number>>;
      failure: string | null;
      started_by: string | null;
      started_at: DefaultTimestamp;
      seen_at: DefaultTimestamp;
      finished_at: Timestamp | null;
    };
  }
}
