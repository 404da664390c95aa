import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/schema.ts';
import type { Importer, ImportFailure, Tally } from '../../../platform/imports/importer.ts';
import {
  foldHeader,
  type NamedCells,
  openTableSource,
} from '../../../platform/imports/table-source.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { recomputeIndicatorAggregates } from '../indicators/commands.ts';
import { FROM_PARTS } from '../indicators/domain.ts';
import { type CommuneResolver, loadCommuneResolver } from '../reference/queries.ts';
import { type IndicatorMap, indicatorMap } from './contract.ts';
import defaultMap from './default-map.json' with { type: 'json' };
import { type IndicatorRecord, type MappedColumn, parseIndicators } from './domain.ts';
import { en } from './messages.en.ts';
import { fr, type IndicatorImportCode } from './messages.fr.ts';
import '../tables.ts';

type Row = NamedCells<'key'>;

/**
 * Any table keyed by INSEE commune code. Without a mapping file the columns of the national
 * extract are known by name; columns that no mapping names are left alone.
 */
export const indicatorImporter: Importer<
  Row,
  CommuneResolver,
  IndicatorRecord,
  IndicatorImportCode
> = {
  kind: 'indicators',
  messages: { fr, en },
  async open(path, options) {
    const map = await readMap(options.mapPath);
    if (!map.ok) return map;
    const source = await openTableSource(path, { key: { names: map.value.key, required: true } });
    if (!source.ok) return source;
    const { headers, rows, original, fields } = source.value;
    const columns = mappedColumns(headers, map.value);
    if (columns.length === 0) {
      return fail({
        code: 'missing-columns',
        columns: Object.keys(map.value.columns),
        found: headers,
      });
    }
    const codes = columns.map((column) => column.mapping.indicator);
    let definitionsChanged = false;
    return ok({
      headers,
      original,
      rows,
      prepare: loadCommuneResolver,
      parse: (row, communes) => parseIndicators(row.cells, fields.key ?? '', columns, communes),
      async start(trx) {
        definitionsChanged = await upsertIndicators(trx, columns);
      },
      apply: (trx, records) => upsertValues(trx, codes, records),
      async finish(trx, tally) {
        const changed = definitionsChanged || tally.created + tally.updated > 0;
        if (changed) await recomputeIndicatorAggregates(trx, codes);
      },
    });
  },
};

async function readMap(path: string | undefined): Promise<Result<IndicatorMap, ImportFailure>> {
  let content: unknown = defaultMap;
  if (path !== undefined) {
    try {
      content = JSON.parse(await readFile(path, 'utf8'));
    } catch {
      return fail({ code: 'map-unreadable' });
    }
  }
  const parsed = indicatorMap.safeParse(content);
  if (parsed.success) return ok(parsed.data);
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return fail({ code: 'map-invalid', problems });
}

function mappedColumns(headers: readonly string[], map: IndicatorMap): MappedColumn[] {
  const byFold = new Map(headers.map((header) => [foldHeader(header), header]));
  return Object.entries(map.columns).flatMap(([name, mapping]) => {
    const header = byFold.get(foldHeader(name));
    return header === undefined ? [] : [{ header, mapping }];
  });
}

async function upsertIndicators(trx: Trx, columns: readonly MappedColumn[]): Promise<boolean> {
  const rows = columns.map(({ mapping: m }, position) => ({
    code: m.indicator,
    label_fr: m.labelFr,
    label_en: m.labelEn,
    unit: m.unit,
    aggregation: m.aggregation,
    higher_means: m.higherMeans,
    comparable_within: m.comparableWithin,
    commitment: m.commitment ?? null,
    source: m.source,
    source_url: m.sourceUrl ?? null,
    vintage: m.vintage,
    note_fr: m.noteFr,
    note_en: m.noteEn,
    position,
  }));
  const { rows: written } = await sql`
    INSERT INTO indicator AS i (code, label_fr, label_en, unit, aggregation, higher_means,
      comparable_within, commitment, source, source_url, vintage, note_fr, note_en, position)
    SELECT code, label_fr, label_en, unit, aggregation, higher_means, comparable_within, commitment,
      source, source_url, vintage, note_fr, note_en, position
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(code text, label_fr text,
      label_en text, unit text, aggregation text, higher_means text, comparable_within text,
      commitment text, source text, source_url text, vintage text, note_fr text, note_en text, position integer)
    ON CONFLICT (code) DO UPDATE SET label_fr = excluded.label_fr, label_en = excluded.label_en,
      unit = excluded.unit, aggregation = excluded.aggregation,
      higher_means = excluded.higher_means,
      comparable_within = excluded.comparable_within, commitment = excluded.commitment,
      source = excluded.source, source_url = excluded.source_url, vintage = excluded.vintage,
      note_fr = excluded.note_fr, note_en = excluded.note_en, position = excluded.position
    WHERE (i.label_fr, i.label_en, i.unit, i.aggregation, i.higher_means, i.comparable_within,
        i.commitment, i.source, i.source_url, i.vintage, i.note_fr, i.note_en, i.position)
      IS DISTINCT FROM (excluded.label_fr, excluded.label_en, excluded.unit, excluded.aggregation,
        excluded.higher_means, excluded.comparable_within,
        excluded.commitment, excluded.source, excluded.source_url, excluded.vintage, excluded.note_fr, excluded.note_en, excluded.position)
    RETURNING code`.execute(trx);
  return written.length > 0;
}

/** Writes the values of communes; a batch is either all under today's codes or all under former. */
export async function upsertValues(
  trx: Trx,
  codes: readonly string[],
  records: readonly IndicatorRecord[],
): Promise<Tally> {
  const own = records.filter((record) => !record.former);
  const former = records.filter((record) => record.former);
  const [a, b] = [await writeOwn(trx, codes, own), await fillGaps(trx, former)];
  return {
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
  };
}

/** Values that the file no longer gives go away: they would stand under a wrong vintage. */
async function writeOwn(
  trx: Trx,
  codes: readonly string[],
  records: readonly IndicatorRecord[],
): Promise<Tally> {
  if (records.length === 0) return { created: 0, updated: 0, unchanged: 0 };
  const communes = records.map((record) => record.commune);
  const columns = flatten(records);
  const before = await sql<{ code: string }>`
    SELECT DISTINCT territory_code AS code FROM indicator_value
    WHERE territory_kind = 'commune' AND territory_code = ANY(${communes}::text[])
      AND indicator_code = ANY(${codes}::text[])`.execute(trx);
  const known = new Set(before.rows.map((row) => row.code));
  const { rows: written } = await sql<{ code: string }>`
    INSERT INTO indicator_value AS v (indicator_code, territory_kind, territory_code, value, category)
    SELECT indicator, 'commune', commune, value, category
    FROM unnest(${columns.indicators}::text[], ${columns.communes}::text[],
      ${columns.values}::float8[], ${columns.categories}::text[])
      AS r(indicator, commune, value, category)
    ON CONFLICT (indicator_code, territory_kind, territory_code)
    DO UPDATE SET value = excluded.value, category = excluded.category
    WHERE (v.value, v.category) IS DISTINCT FROM (excluded.value, excluded.category)
    RETURNING territory_code AS code`.execute(trx);
  const gone =
    known.size === 0
      ? []
      : (
          await sql<{ code: string }>`
    DELETE FROM indicator_value v WHERE v.territory_kind = 'commune'
      AND v.territory_code = ANY(${communes}::text[]) AND v.indicator_code = ANY(${codes}::text[])
      AND v.category IS DISTINCT FROM ${FROM_PARTS}
      AND NOT EXISTS (SELECT 1 FROM unnest(${columns.indicators}::text[],
        ${columns.communes}::text[]) AS r(indicator, commune)
        WHERE r.indicator = v.indicator_code AND r.commune = v.territory_code)
    RETURNING v.territory_code AS code`.execute(trx)
        ).rows;
  const touched = new Set([...written, ...gone].map((row) => row.code));
  return tally(records, touched, known);
}

/**
 * Puts together what former communes and districts say where today's commune says nothing itself:
 * counts are added; of other values the mean is taken, without weights, which files do not give.
 */
async function fillGaps(trx: Trx, records: readonly IndicatorRecord[]): Promise<Tally> {
  if (records.length === 0) return { created: 0, updated: 0, unchanged: 0 };
  const columns = flatten(records);
  const { rows: written } = await sql<{ code: string; created: boolean }>`
    INSERT INTO indicator_value AS v (indicator_code, territory_kind, territory_code, value, category)
    SELECT r.indicator, 'commune', r.commune,
      CASE min(i.aggregation) WHEN 'sum' THEN sum(r.value) WHEN 'share-of-communes' THEN max(r.value)
        ELSE avg(r.value) END,
      ${FROM_PARTS}
    FROM unnest(${columns.indicators}::text[], ${columns.communes}::text[],
      ${columns.values}::float8[]) AS r(indicator, commune, value)
    JOIN indicator i ON i.code = r.indicator
    GROUP BY r.indicator, r.commune
    ON CONFLICT (indicator_code, territory_kind, territory_code)
    DO UPDATE SET value = excluded.value
    WHERE v.category = ${FROM_PARTS} AND v.value IS DISTINCT FROM excluded.value
    RETURNING territory_code AS code, (xmax = 0) AS created`.execute(trx);
  const created = new Set(written.filter((row) => row.created).map((row) => row.code));
  const touched = new Set(written.map((row) => row.code));
  const known = new Set([...touched].filter((code) => !created.has(code)));
  return tally(records, touched, known);
}

function tally(
  records: readonly IndicatorRecord[],
  touched: ReadonlySet<string>,
  known: ReadonlySet<string>,
): Tally {
  let created = 0;
  let updated = 0;
  for (const { commune } of records) {
    if (!touched.has(commune)) continue;
    if (known.has(commune)) updated += 1;
    else created += 1;
  }
  return { created, updated, unchanged: records.length - created - updated };
}

function flatten(records: readonly IndicatorRecord[]) {
  const indicators: string[] = [];
  const communes: string[] = [];
  const values: number[] = [];
  const categories: (string | null)[] = [];
  for (const record of records) {
    for (const [indicator, value, category] of record.cells) {
      indicators.push(indicator);
      communes.push(record.commune);
      values.push(value);
      categories.push(category);
    }
  }
  return { indicators, communes, values, categories };
}
