import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/schema.ts';
import type { Importer, Tally } from '../../../platform/imports/importer.ts';
import { openJsonSource } from '../../../platform/imports/json-source.ts';
import { jsonRows } from '../../../platform/imports/upsert.ts';
import { ok } from '../../../platform/result.ts';
import { openGeoJson } from '../../../platform/tabular/json.ts';
import { type CommuneResolver, loadCommuneResolver } from '../reference/queries.ts';
import { parseQpv, type QpvRecord } from './domain.ts';
import { en } from './messages.en.ts';
import { fr, type QpvImportCode } from './messages.fr.ts';
import '../tables.ts';

const PROPERTIES = ['code_qp', 'lib_qp', 'insee_com'] as const;

/** Priority neighbourhoods (quartiers prioritaires de la politique de la ville), ANCT. */
export const qpvImporter: Importer<unknown, CommuneResolver, QpvRecord, QpvImportCode> = {
  kind: 'qpv',
  messages: { fr, en },
  async open(path) {
    const source = await openJsonSource(path, openGeoJson);
    if (!source.ok) return source;
    return ok({
      headers: PROPERTIES,
      original: originalProperties,
      rows: source.value,
      prepare: loadCommuneResolver,
      parse: parseQpv,
      apply: upsertQpv,
      async finish(trx, tally) {
        if (tally.created + tally.updated > 0) await sql`ANALYZE qpv, qpv_commune`.execute(trx);
      },
    });
  },
};

function originalProperties(value: unknown): readonly string[] {
  const properties = (value as { properties?: Record<string, unknown> } | null)?.properties ?? {};
  return PROPERTIES.map((name) => String(properties[name] ?? ''));
}

/** Writes neighbourhoods by code, and the communes that each lies in. */
export async function upsertQpv(trx: Trx, records: readonly QpvRecord[]): Promise<Tally> {
  const rows = jsonRows(records);
  const { rows: written } = await sql<{ code: string; created: boolean }>`
    INSERT INTO qpv AS q (code, name, department_code, geometry, west, south, east, north, vintage)
    SELECT code, name, department_code, geometry, west, south, east, north, vintage
    FROM jsonb_to_recordset(${rows}) AS r(code text, name text, department_code text,
      geometry jsonb, west double precision, south double precision, east double precision,
      north double precision, vintage text)
    ON CONFLICT (code) DO UPDATE SET name = excluded.name,
      department_code = excluded.department_code, geometry = excluded.geometry,
      west = excluded.west, south = excluded.south, east = excluded.east, north = excluded.north,
      vintage = excluded.vintage
    WHERE (q.name, q.department_code, q.geometry, q.vintage)
      IS DISTINCT FROM (excluded.name, excluded.department_code, excluded.geometry, excluded.vintage)
    RETURNING code, (xmax = 0) AS created`.execute(trx);
  const links = records.flatMap((r) => r.communes.map((commune) => ({ qpv: r.code, commune })));
  const codes = records.map((record) => record.code);
  const gone = await sql<{ code: string }>`
    DELETE FROM qpv_commune c WHERE c.qpv_code = ANY(${codes}::text[]) AND NOT EXISTS (
      SELECT 1 FROM jsonb_to_recordset(${jsonRows(links)}) AS r(qpv text, commune text)
      WHERE r.qpv = c.qpv_code AND r.commune = c.commune_code)
    RETURNING c.qpv_code AS code`.execute(trx);
  const added = await sql<{ code: string }>`
    INSERT INTO qpv_commune (qpv_code, commune_code)
    SELECT qpv, commune FROM jsonb_to_recordset(${jsonRows(links)}) AS r(qpv text, commune text)
    ON CONFLICT DO NOTHING RETURNING qpv_code AS code`.execute(trx);
  const created = new Set(written.filter((row) => row.created).map((row) => row.code));
  const touched = new Set([...written, ...gone.rows, ...added.rows].map((row) => row.code));
  return {
    created: created.size,
    updated: touched.size - created.size,
    unchanged: records.length - touched.size,
  };
}
