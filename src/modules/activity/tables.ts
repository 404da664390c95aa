import type { Generated } from 'kysely';
import type { DateOnly, DefaultTimestamp, Json, Version } from '../../platform/db/schema.ts';
import type { Commitment, Theme } from '../alliance/public.ts';
import type { ActivityKind } from './domain.ts';

export interface ActivityTable {
  id: string;
  happened_on: DateOnly;
  place_id: string | null;
  commune_code: string;
  department_code: string;
  partnership_id: string;
  partner_id: string;
  commitment: Commitment;
  kind: ActivityKind;
  participations: number;
  persons_declared: number | null;
  minutes: number | null;
  /** As declared; null = not said. */
  first_timers: Generated<number | null>;
  themes: Generated<Theme[]>;
  advisor_id: Generated<string | null>;
  comment: string;
  status: Generated<'recorded' | 'withdrawn'>;
  version: Version;
  recorded_by: string | null;
  recorded_at: DefaultTimestamp;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    activity: ActivityTable;
    activity_revision: {
      activity_id: string;
      version: number;
      before: Json<Record<string, unknown>>;
      reason: string;
      corrected_by: string | null;
      corrected_at: DefaultTimestamp;
    };
    activity_rollup: {
      department_code: string;
      commitment: Commitment;
      month: DateOnly;
      records: number;
      participations: number;
      persons_declared: number;
      records_with_persons: number;
      minutes: number;
    };
    target: { code: string; year: number; value: number; source: string };
  }
}
