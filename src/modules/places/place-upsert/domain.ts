import { searchText } from '../../../platform/db/search.ts';
import type { Position, QpvIndex } from '../../territories/public.ts';
import type { PositionPrecision, WeekHours } from '../tables.ts';

/** A place as an importer writes it. What a file does not carry stays as it was in the database. */
export interface PlaceRecord {
  readonly source: string;
  readonly external_id: string;
  readonly kind: string;
  readonly name: string;
  readonly address: string;
  readonly address_extra: string;
  readonly postal_code: string;
  readonly commune_code: string;
  readonly department_code: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly position_precision: PositionPrecision;
  readonly phone: string | null;
  /** Undefined: the file says nothing of hours, those known stay. */
  readonly hours?: WeekHours | null;
  readonly hours_note?: string;
  readonly services?: readonly string[];
  /** Undefined: the file says nothing of a site. */
  readonly website?: string | null;
  readonly parent_external_id: string | null;
  readonly qpv_code: string | null;
  /** Year or month of the file; null when it does not tell, what is known stays. */
  readonly vintage: string | null;
  readonly search_text: string;
  readonly search_weight: number;
}

const WEIGHTS: Readonly<Record<string, number>> = { 'post-office': 500, 'france-services': 400 };

/** The columns that search needs, the same for every importer. */
export function searchColumns(place: {
  readonly name: string;
  readonly kind: string;
  readonly communeName: string;
  readonly postal_code: string;
  readonly commune_code: string;
  readonly external_id: string;
}) {
  return {
    search_text: searchText(
      [place.name, place.communeName],
      [place.postal_code, place.commune_code, place.external_id],
    ),
    search_weight: WEIGHTS[place.kind] ?? 200,
  };
}

/**
 * The priority neighbourhood that holds a place. The centre of a commune stands for a place whose
 * address was not found: it says nothing of the neighbourhood.
 */
export function neighbourhoodOf(
  index: QpvIndex,
  position: Position | null,
  precision: PositionPrecision,
): string | null {
  if (!position || precision === 'commune') return null;
  return index.at(position.longitude, position.latitude)?.code ?? null;
}
