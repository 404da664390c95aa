import type { DefaultTimestamp, Timestamp } from '../../../platform/db/schema.ts';
import type { LikenessDecision } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    place_likeness: {
      id: string;
      place_a: string;
      place_b: string;
      score: number;
      distance: number | null;
      decision: LikenessDecision | null;
      kept_id: string | null;
      decided_by: string | null;
      decided_at: Timestamp | null;
      found_at: DefaultTimestamp;
    };
  }
}
