import type { DateOnly, DefaultTimestamp } from '../../../platform/db/schema.ts';
import type { NoteKind } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    follow_up_note: {
      id: string;
      person_id: string;
      happened_on: DateOnly;
      kind: NoteKind;
      sealed_text: string;
      written_by: string | null;
      written_at: DefaultTimestamp;
    };
  }
}
