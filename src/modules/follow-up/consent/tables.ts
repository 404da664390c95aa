import type { DateOnly, DefaultTimestamp } from '../../../platform/db/schema.ts';
import type { ConsentWay, Purpose } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    follow_up_consent: {
      id: string;
      person_id: string;
      purpose: Purpose;
      sealed_words: string | null;
      months: number;
      given_on: DateOnly;
      until: DateOnly;
      way: ConsentWay;
      sealed_witness: string | null;
      text_version: string;
      recorded_by: string | null;
      recorded_at: DefaultTimestamp;
    };
  }
}
