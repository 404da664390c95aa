import type { Generated } from 'kysely';
import type { DefaultTimestamp, Json, Timestamp } from '../../platform/db/schema.ts';
import type { ImportResult } from '../../platform/imports/describe.ts';
import type { SeenTable } from '../../platform/imports/look.ts';
import type { ImportMap } from '../../platform/imports/mapping.ts';
import type { Undone } from '../../platform/imports/undo.ts';

declare module '../../platform/db/schema.ts' {
  interface Schema {
    import_run: {
      id: string;
      kind: string;
      file_name: string;
      dry_run: Generated<boolean>;
      status: 'mapping' | 'waiting' | 'running' | 'done' | 'failed' | 'interrupted' | 'undone';
      rows_read: Generated<number>;
      result: Json<ImportResult> | null;
      failure: string | null;
      rejected_file: string | null;
      started_by: string | null;
      started_at: DefaultTimestamp;
      heartbeat_at: DefaultTimestamp;
      finished_at: Timestamp | null;
      /** The file as it was sent, until it is written or given up. */
      source_file: string | null;
      look: Json<SeenTable> | null;
      map: Json<ImportMap> | null;
      undone_by: string | null;
      undone_at: Timestamp | null;
      undone: Json<Undone> | null;
    };
    import_change: { run_id: string };
    import_mapping: {
      kind: string;
      signature: string;
      columns: Json<ImportMap['columns']>;
      values: Json<ImportMap['values']>;
      used_at: DefaultTimestamp;
      used_by: string | null;
    };
  }
}
