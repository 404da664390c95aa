import type { Generated } from 'kysely';
import type {
  DateOnly,
  DefaultTimestamp,
  Json,
  Timestamp,
  Version,
} from '../../../platform/db/schema.ts';

type Codes = Generated<string[]>;

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    place_mediation: {
      place_id: string;
      services: Codes;
      publics: Codes;
      special_care: Codes;
      fees: Codes;
      itinerance: Codes;
      programmes: Codes;
      labels: Codes;
      access_ways: Codes;
      accompaniments: Codes;
      typology: Codes;
      other_labels: Codes;
      opening_hours: Generated<string>;
      summary: Generated<string>;
      detail: Generated<string>;
      emails: Codes;
      booking_url: string | null;
      accessibility_url: string | null;
      pivot: string | null;
      parent_structure: Generated<string>;
      source: Generated<string>;
      source_url: string | null;
      updated_on: DateOnly;
      edited_at: Timestamp | null;
      edited_by: string | null;
      version: Version;
      created_at: DefaultTimestamp;
      updated_at: DefaultTimestamp;
    };
    place_service: {
      id: string;
      place_id: string;
      record: Json<Record<string, unknown>>;
      updated_at: DefaultTimestamp;
    };
  }
}
