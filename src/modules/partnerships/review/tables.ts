import type { Generated } from 'kysely';
import type {
  DateOnly,
  DefaultTimestamp,
  Json,
  Timestamp,
  Version,
} from '../../../platform/db/schema.ts';
import type { Decision, ReviewResult } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    partnership_review: {
      id: string;
      partnership_id: string;
      results: Json<ReviewResult[]>;
      summary: Generated<string>;
      decision: Decision | null;
      reason: Generated<string>;
      changes: Generated<string>;
      old_ends_on: DateOnly | null;
      new_ends_on: DateOnly | null;
      version: Version;
      opened_by: string | null;
      opened_at: DefaultTimestamp;
      decided_by: string | null;
      decided_at: Timestamp | null;
    };
    partnership_term_notice: {
      partnership_id: string;
      ends_on: DateOnly;
      days: number;
      at: DefaultTimestamp;
    };
  }
}
