import { sql } from 'kysely';
import { newId } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { searchText } from '../../../platform/db/search.ts';
import { today } from '../../../platform/i18n/messages.ts';
import type { Importer, Tally } from '../../../platform/imports/importer.ts';
import { columnsToFind, mapOf, valueReader } from '../../../platform/imports/mapping.ts';
import {
  inFileTerms,
  type NamedCells,
  openTableSource,
} from '../../../platform/imports/table-source.ts';
import { jsonRows } from '../../../platform/imports/upsert.ts';
import { fail, ok } from '../../../platform/result.ts';
import { loadCommuneResolver, loadPostalLookup } from '../../territories/public.ts';
import { PARTNERSHIP_MAPPING, type PartnershipColumn } from './contract.ts';
import { type PartnershipLookup, type PartnershipRecord, parsePartnership } from './domain.ts';
import { en } from './messages.en.ts';
import { fr, type PartnershipImportCode } from './messages.fr.ts';
import {
  loadDepartmentLookup,
  loadExisting,
  loadPartnerLookup,
  loadPlaceLookup,
} from './queries.ts';
import '../tables.ts';

type Row = NamedCells<PartnershipColumn>;

const { columns, values } = PARTNERSHIP_MAPPING;
const WITH_WHOM = ['partnerSiret', 'partnerSiren', 'partnerRna', 'partnerName'] as const;

/** Tables of partnerships; their partners are here already, under their numbers or names. */
export const partnershipImporter: Importer<
  Row,
  PartnershipLookup,
  PartnershipRecord,
  PartnershipImportCode
> = {
  kind: 'partnerships',
  messages: { fr, en },
  mapping: PARTNERSHIP_MAPPING,
  async open(path, options) {
    const map = await mapOf(options, PARTNERSHIP_MAPPING);
    if (!map.ok) return map;
    const source = await openTableSource(path, columnsToFind(columns, map.value));
    if (!source.ok) return source;
    const { headers, rows, original, fields } = source.value;
    if (!WITH_WHOM.some((key) => fields[key]))
      return fail({ code: 'missing-columns', columns: ['siret / partenaire'], found: headers });
    const said = map.value?.values;
    return ok({
      headers,
      rows,
      original,
      async prepare(db) {
        return {
          communes: await loadCommuneResolver(db),
          postal: await loadPostalLookup(db),
          departments: await loadDepartmentLookup(db),
          partners: await loadPartnerLookup(db),
          places: await loadPlaceLookup(db),
          existing: await loadExisting(db),
          typeOf: valueReader(values.type, said?.type),
          commitmentOf: valueReader(values.commitment, said?.commitment),
          stageOf: valueReader(values.stage, said?.stage),
          today: today(new Date()),
        };
      },
      parse: (row, lookup) => inFileTerms(parsePartnership(row.named, lookup), fields),
      apply: upsertPartnerships,
    });
  },
};

/**
 * Writes partnerships by their key. One that is here keeps its stage, its owner and whatever the
 * file leaves empty; territories and places are added, none is taken away.
 */
async function upsertPartnerships(trx: Trx, records: readonly PartnershipRecord[]): Promise<Tally> {
  const rows = records.map((record) => ({
    ...record,
    id: newId(),
    search_words: searchText([record.title], []),
  }));
  const { rows: written } = await sql<{ id: string; key: string; created: boolean }>`
    WITH r AS MATERIALIZED (
      SELECT r.*, o.id AS old_id, o.reference AS old_reference, o.stage AS old_stage,
        o.summary AS old_summary, o.starts_on AS old_starts, o.ends_on AS old_ends,
        o.agreed_on AS old_agreed
      FROM jsonb_to_recordset(${jsonRows(rows)}) AS r(id uuid, key text, title text, type text,
        commitment text, stage text, partner_id uuid, department_code text, starts_on date,
        ends_on date, agreed_on date, summary text, search_words text)
      LEFT JOIN partnership o ON o.external_key = r.key OR o.reference = r.key),
    numbered AS MATERIALIZED (
      SELECT r.*, coalesce(old_reference, 'P' || lpad(nextval('partnership_reference')::text, 5, '0'))
        AS reference FROM r)
    INSERT INTO partnership AS p (id, reference, external_key, title, type, stage, commitment,
      partner_id, department_code, summary, starts_on, ends_on, agreed_on, search_text)
    SELECT coalesce(old_id, id), reference, CASE WHEN old_reference = key THEN NULL ELSE key END,
      title, type, coalesce(old_stage, stage), commitment, partner_id, department_code,
      coalesce(nullif(summary, ''), old_summary, ''), coalesce(starts_on, old_starts),
      coalesce(ends_on, old_ends), coalesce(agreed_on, old_agreed),
      search_words || ' ' || lower(reference)
    FROM numbered
    ON CONFLICT (id) DO UPDATE SET title = excluded.title, type = excluded.type,
      commitment = excluded.commitment, partner_id = excluded.partner_id,
      department_code = excluded.department_code, summary = excluded.summary,
      starts_on = excluded.starts_on, ends_on = excluded.ends_on, agreed_on = excluded.agreed_on,
      search_text = excluded.search_text, version = p.version + 1, updated_at = now()
    WHERE (p.title, p.type, p.commitment, p.partner_id, p.department_code, p.summary, p.starts_on,
        p.ends_on, p.agreed_on)
      IS DISTINCT FROM (excluded.title, excluded.type, excluded.commitment, excluded.partner_id,
        excluded.department_code, excluded.summary, excluded.starts_on, excluded.ends_on,
        excluded.agreed_on)
    RETURNING p.id, coalesce(p.external_key, p.reference) AS key, (xmax = 0) AS created`.execute(
    trx,
  );
  const created = written.filter((row) => row.created);
  const touched = await addParts(trx, records, new Set(written.map(({ key }) => key)));
  await firstMoves(trx, created, records);
  const updated = written.length - created.length + touched;
  return {
    created: created.length,
    updated,
    unchanged: records.length - created.length - updated,
  };
}

/**
 * Adds the territories and places that rows name.
 * @returns how many partnerships changed by that alone
 */
async function addParts(
  trx: Trx,
  records: readonly PartnershipRecord[],
  written: ReadonlySet<string>,
): Promise<number> {
  const territories = records.flatMap(({ key, department_code, commune_code }) => [
    { key, kind: 'department', code: department_code },
    ...(commune_code ? [{ key, kind: 'commune', code: commune_code }] : []),
  ]);
  const places = records.flatMap(({ key, places: ids }) => ids.map((id) => ({ key, id })));
  const of = sql`JOIN partnership p ON p.external_key = r.key OR p.reference = r.key`;
  const added = await sql<{ key: string }>`
    WITH t AS (
      INSERT INTO partnership_territory (partnership_id, territory_kind, territory_code)
      SELECT p.id, r.kind, r.code
      FROM jsonb_to_recordset(${jsonRows(territories)}) AS r(key text, kind text, code text) ${of}
      ON CONFLICT DO NOTHING RETURNING partnership_id),
    l AS (
      INSERT INTO partnership_place (partnership_id, place_id)
      SELECT p.id, r.id FROM jsonb_to_recordset(${jsonRows(places)}) AS r(key text, id uuid) ${of}
      ON CONFLICT DO NOTHING RETURNING partnership_id)
    SELECT coalesce(p.external_key, p.reference) AS key FROM partnership p
    WHERE p.id IN (SELECT partnership_id FROM t UNION SELECT partnership_id FROM l)`.execute(trx);
  return added.rows.filter(({ key }) => !written.has(key)).length;
}

/** The history of a new partnership begins with the stage that it came in. */
async function firstMoves(
  trx: Trx,
  created: readonly { readonly id: string; readonly key: string }[],
  records: readonly PartnershipRecord[],
): Promise<void> {
  if (created.length === 0) return;
  const stages = new Map(records.map(({ key, stage }) => [key, stage]));
  const moves = created.map(({ id, key }) => ({ move: newId(), id, stage: stages.get(key) }));
  await sql`INSERT INTO partnership_move (id, partnership_id, from_stage, to_stage, reason)
    SELECT r.move, r.id, NULL, r.stage, ''
    FROM jsonb_to_recordset(${jsonRows(moves)}) AS r(move uuid, id uuid, stage text)`.execute(trx);
}
