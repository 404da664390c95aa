import type { Generated } from 'kysely';
import type { DefaultTimestamp, Json, Timestamp } from '../../platform/db/schema.ts';
import type { ImportResult } from '../../platform/imports/describe.ts';

declare module '../../platform/db/schema.ts' {
  interface Schema {
    import_run: {
      id: string;
      kind: string;
      file_name: string;
      dry_run: Generated<boolean>;
      status: 'waiting' | 'running' | 'done' | 'failed' | 'interrupted';
      rows_read: Generated<number>;
      result: Json<ImportResult> | null;
      failure: string | null;
      rejected_file: string | null;
      started_by: string | null;
      started_at: DefaultTimestamp;
      heartbeat_at: DefaultTimestamp;
      finished_at: Timestamp | null;
    };
  }
}
