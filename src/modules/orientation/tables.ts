import type { Generated } from 'kysely';
import type { DateOnly, DefaultTimestamp } from '../../platform/db/schema.ts';
import type {
  Channel,
  Difficulty,
  OfferKind,
  OrientationResult,
  OrientationState,
  Refusal,
  Wish,
} from './domain.ts';

export interface OrientationTable {
  id: string;
  code: string;
  place_id: string;
  department_code: string;
  given_by: string | null;
  difficulty: Difficulty;
  wish: Wish;
  access: string[];
  offer_kind: OfferKind;
  host_place_id: string;
  host_partner_id: string | null;
  session_id: string | null;
  presence_id: string | null;
  expected_at: Date | null;
  moved_from: Date | null;
  channel: Channel;
  state: OrientationState;
  refusal: Refusal | null;
  result: OrientationResult | null;
  wants_earlier: Generated<boolean>;
  earlier_told_at: Date | null;
  sealed_contact: string | null;
  locale: Generated<'fr' | 'en'>;
  given_at: Date;
  clock_offset_s: Generated<number>;
  received_at: DefaultTimestamp;
  moved_at: Date;
  redeemed_at: Date | null;
  redeemed_by: string | null;
  host_reminded_at: Date | null;
  news_seen_at: Date | null;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    orientation: OrientationTable;
    orientation_rollup: {
      place_id: string;
      department_code: string;
      month: DateOnly;
      difficulty: Difficulty;
      offer_kind: OfferKind;
      state: OrientationState;
      result: string;
      host_partner_id: Generated<string>;
      orientations: number;
    };
    sms_message: {
      id: string;
      orientation_id: string | null;
      state: 'waiting' | 'taken' | 'delivered' | 'failed';
      tries: Generated<number>;
      last_error: Generated<string>;
      asked_at: DefaultTimestamp;
      changed_at: DefaultTimestamp;
    };
  }
}
