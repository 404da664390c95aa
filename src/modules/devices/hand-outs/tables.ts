import type { DateOnly, DefaultTimestamp } from '../../../platform/db/schema.ts';
import type { Move } from '../domain.ts';
import type { Agreement, Terms } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    device_hand_out: {
      id: string;
      device_id: string;
      place_id: string;
      terms: Terms;
      due_on: DateOnly | null;
      price_cents: number;
      person_id: string | null;
      agreed_by: Agreement;
      registration_id: string | null;
      handed_on: DateOnly;
      handed_by: string | null;
      ended_on: DateOnly | null;
      ended_by_move: Move | null;
      created_at: DefaultTimestamp;
    };
    device_signature: {
      hand_out_id: string;
      person_id: string | null;
      sealed: string;
      keep_until: DateOnly | null;
    };
  }
}
