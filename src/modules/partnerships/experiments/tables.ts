import type { Generated } from 'kysely';
import type { DateOnly, DefaultTimestamp, Version } from '../../../platform/db/schema.ts';
import type { ExperimentState } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    experiment: {
      id: string;
      partnership_id: string;
      hypothesis: string;
      measure: string;
      unit: string;
      baseline: number | null;
      target: number | null;
      stop_rule: string;
      starts_on: DateOnly | null;
      ends_on: DateOnly | null;
      state: Generated<ExperimentState>;
      result: number | null;
      learned: Generated<string>;
      version: Version;
      created_by: string | null;
      created_at: DefaultTimestamp;
    };
    experiment_move: {
      id: string;
      experiment_id: string;
      from_state: ExperimentState;
      to_state: ExperimentState;
      reason: string;
      moved_by: string | null;
      moved_at: DefaultTimestamp;
    };
  }
}
