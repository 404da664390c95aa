import type { Generated } from 'kysely';
import type { DefaultTimestamp, Json, Searchable, Version } from '../../platform/db/schema.ts';

export type Weekday =
  | 'monday'
  | 'tuesday'
  | 'wednesday'
  | 'thursday'
  | 'friday'
  | 'saturday'
  | 'sunday';

/** Opening spans a day, `["09:00", "12:00"]` in local time; an absent day is closed. */
export type WeekHours = {
  readonly [D in Weekday]?: readonly (readonly [from: string, to: string])[];
};

/** How well a position is known; `commune` is its centre. */
export type PositionPrecision = 'address' | 'street' | 'commune' | 'unknown';

export interface PlaceTable extends Searchable {
  id: string;
  source: string;
  external_id: string;
  kind: string;
  name: string;
  address: Generated<string>;
  address_extra: Generated<string>;
  postal_code: Generated<string>;
  commune_code: string;
  department_code: string;
  latitude: number | null;
  longitude: number | null;
  position_precision: Generated<PositionPrecision>;
  phone: string | null;
  website: string | null;
  /** Null when unknown. */
  hours: Json<WeekHours> | null;
  hours_note: Generated<string>;
  services: Generated<string[]>;
  parent_external_id: string | null;
  qpv_code: string | null;
  status: Generated<'open' | 'closed'>;
  /** The place that this one was found to be the same as; readers see that one. */
  same_as: Generated<string | null>;
  vintage: Generated<string>;
  version: Version;
  created_at: DefaultTimestamp;
  updated_at: DefaultTimestamp;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    place: PlaceTable;
  }
}
