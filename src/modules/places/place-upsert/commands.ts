import { sql } from 'kysely';
import { newId } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import type { Tally } from '../../../platform/imports/importer.ts';
import { jsonRows } from '../../../platform/imports/upsert.ts';
import { loadQpvIndex } from '../../territories/public.ts';
import { neighbourhoodOf, type PlaceRecord } from './domain.ts';
import '../tables.ts';

/**
 * Writes places by source and the source's own id. Hours, their note and services are only touched
 * when the file carries them: people on the spot may have corrected them.
 */
export async function upsertPlaces(trx: Trx, records: readonly PlaceRecord[]): Promise<Tally> {
  const changed = [...(await writePlaces(trx, records)).values()];
  const created = changed.filter(Boolean).length;
  return {
    created,
    updated: changed.length - created,
    unchanged: records.length - changed.length,
  };
}

/**
 * Writes places of one source. @returns those that were written, by the source's id, and whether
 * each is new; those that were already so are not among them.
 */
export async function writePlaces(
  trx: Trx,
  records: readonly PlaceRecord[],
): Promise<ReadonlyMap<string, boolean>> {
  const withIds = records.map((record) => ({
    id: newId(),
    has_hours: record.hours !== undefined,
    has_services: record.services !== undefined,
    has_website: record.website !== undefined,
    ...record,
    website: record.website ?? null,
    hours: record.hours ?? null,
    hours_note: record.hours_note ?? '',
    services: record.services ?? [],
  }));
  const statement = sql<{ external_id: string; created: boolean }>`
    INSERT INTO place AS p (id, source, external_id, kind, name, address, address_extra, postal_code,
      commune_code, department_code, latitude, longitude, position_precision, phone, website, hours,
      hours_note, services, parent_external_id, qpv_code, vintage, search_text, search_weight)
    SELECT r.id, r.source, r.external_id, r.kind, r.name, r.address, r.address_extra, r.postal_code,
      r.commune_code, r.department_code, r.latitude, r.longitude, r.position_precision,
      r.phone, CASE WHEN r.has_website THEN r.website ELSE o.website END,
      CASE WHEN r.has_hours THEN nullif(r.hours, 'null'::jsonb) ELSE o.hours END,
      CASE WHEN r.has_hours THEN r.hours_note ELSE coalesce(o.hours_note, '') END,
      CASE WHEN r.has_services THEN r.services ELSE coalesce(o.services, '{}') END,
      r.parent_external_id, r.qpv_code, coalesce(r.vintage, o.vintage, ''), r.search_text, r.search_weight
    FROM jsonb_to_recordset(${jsonRows(withIds)}) AS r(id uuid, source text, external_id text,
      kind text, name text, address text, address_extra text, postal_code text, commune_code text,
      department_code text, latitude double precision, longitude double precision,
      position_precision text, phone text, website text, hours jsonb, hours_note text, services text[],
      parent_external_id text, qpv_code text, vintage text, search_text text,
      search_weight integer, has_hours boolean, has_services boolean,
      has_website boolean)
    LEFT JOIN place o ON o.source = r.source AND o.external_id = r.external_id
    ON CONFLICT (source, external_id) DO UPDATE SET kind = excluded.kind, name = excluded.name,
      address = excluded.address, address_extra = excluded.address_extra,
      postal_code = excluded.postal_code, commune_code = excluded.commune_code,
      department_code = excluded.department_code, latitude = excluded.latitude,
      longitude = excluded.longitude, position_precision = excluded.position_precision,
      phone = excluded.phone, website = excluded.website, hours = excluded.hours,
      hours_note = excluded.hours_note,
      services = excluded.services, parent_external_id = excluded.parent_external_id,
      qpv_code = excluded.qpv_code, vintage = excluded.vintage,
      search_text = excluded.search_text, search_weight = excluded.search_weight,
      version = p.version + 1, updated_at = now()
    WHERE (p.kind, p.name, p.address, p.address_extra, p.postal_code, p.commune_code, p.latitude,
        p.longitude, p.position_precision, p.phone, p.website, p.hours, p.hours_note, p.services,
        p.parent_external_id, p.qpv_code, p.vintage, p.search_text, p.search_weight)
      IS DISTINCT FROM (excluded.kind, excluded.name, excluded.address, excluded.address_extra,
        excluded.postal_code, excluded.commune_code, excluded.latitude, excluded.longitude,
        excluded.position_precision, excluded.phone,
        excluded.website, excluded.hours, excluded.hours_note,
        excluded.services, excluded.parent_external_id, excluded.qpv_code, excluded.vintage,
        excluded.search_text, excluded.search_weight)
    RETURNING p.external_id, (xmax = 0) AS created`;
  const { rows } = await statement.execute(trx);
  return new Map(rows.map((row) => [row.external_id, row.created]));
}

/** What follows an import of places that changed something. */
export async function settlePlaces(trx: Trx, tally: Tally): Promise<void> {
  if (tally.created + tally.updated === 0) return;
  await sql`ANALYZE place`.execute(trx);
}

/**
 * Works out again which priority neighbourhood each place lies in, after their outlines changed.
 * @returns number of places whose neighbourhood changed
 */
export async function assignNeighbourhoods(trx: Trx): Promise<number> {
  const index = await loadQpvIndex(trx);
  const places = await trx
    .selectFrom('place')
    .select(['id', 'latitude', 'longitude', 'position_precision', 'qpv_code'])
    .execute();
  const changes = places.flatMap(({ id, latitude, longitude, position_precision, qpv_code }) => {
    const position = latitude === null || longitude === null ? null : { latitude, longitude };
    const found = neighbourhoodOf(index, position, position_precision);
    return found === qpv_code ? [] : [{ id, qpv_code: found }];
  });
  if (changes.length === 0) return 0;
  await sql`UPDATE place p SET qpv_code = r.qpv_code, version = p.version + 1, updated_at = now()
    FROM jsonb_to_recordset(${jsonRows(changes)}) AS r(id uuid, qpv_code text)
    WHERE p.id = r.id`.execute(trx);
  return changes.length;
}
