import { sql } from 'kysely';
import { newId } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import type { Importer, Tally } from '../../../platform/imports/importer.ts';
import { columnsToFind, mapOf, valueReader } from '../../../platform/imports/mapping.ts';
import {
  inFileTerms,
  type NamedCells,
  openTableSource,
} from '../../../platform/imports/table-source.ts';
import { jsonRows, runUpsert } from '../../../platform/imports/upsert.ts';
import { fail, ok } from '../../../platform/result.ts';
import { loadCommuneResolver, loadPostalLookup } from '../../territories/public.ts';
import { PARTNER_MAPPING, type PartnerColumn } from './contract.ts';
import { type PartnerLookup, type PartnerRecord, parsePartner } from './domain.ts';
import { en } from './messages.en.ts';
import { fr, type PartnerImportCode } from './messages.fr.ts';
import '../tables.ts';

type Row = NamedCells<PartnerColumn>;

const SOURCE = 'import';

/** Tables of organisations; columns are guessed from their headers, or named by a mapping file. */
export const partnerImporter: Importer<Row, PartnerLookup, PartnerRecord, PartnerImportCode> = {
  kind: 'partners',
  messages: { fr, en },
  mapping: PARTNER_MAPPING,
  async open(path, options) {
    const map = await mapOf(options, PARTNER_MAPPING);
    if (!map.ok) return map;
    const source = await openTableSource(path, columnsToFind(PARTNER_MAPPING.columns, map.value));
    if (!source.ok) return source;
    const { headers, rows, original, fields } = source.value;
    if (!fields.siret && !fields.siren && !fields.rna) {
      return fail({ code: 'missing-columns', columns: ['siret / siren / rna'], found: headers });
    }
    return ok({
      headers,
      rows,
      original,
      async prepare(db) {
        return {
          communes: await loadCommuneResolver(db),
          postal: await loadPostalLookup(db),
          kindOf: valueReader(PARTNER_MAPPING.values.kind, map.value?.values.kind),
        };
      },
      parse: (row, lookup) => inFileTerms(parsePartner(row.named, lookup), fields),
      apply: upsertPartners,
      async finish(trx, tally) {
        if (tally.created + tally.updated > 0) await sql`ANALYZE partner`.execute(trx);
      },
    });
  },
};

/**
 * Writes organisations by identity: SIRET, else RNA, else SIREN, whoever wrote them before. An
 * empty cell leaves what was known.
 */
async function upsertPartners(trx: Trx, records: readonly PartnerRecord[]): Promise<Tally> {
  const matched = await matchExisting(trx, records);
  const rows = records.map((record) => ({ id: matched.get(record.key) ?? newId(), ...record }));
  const statement = sql<{ created: boolean }>`
    INSERT INTO partner AS p (id, name, acronym, kind, siren, siret, rna, description, address,
      postal_code, commune_code, department_code, website, source, external_key, name_folded,
      place_key, search_text, search_weight)
    SELECT r.id, r.name, coalesce(nullif(r.acronym, ''), o.acronym, ''),
      CASE WHEN r.kind = 'other' THEN coalesce(o.kind, r.kind) ELSE r.kind END,
      coalesce(r.siren, o.siren), coalesce(r.siret, o.siret), coalesce(r.rna, o.rna),
      coalesce(nullif(r.description, ''), o.description, ''),
      coalesce(nullif(r.address, ''), o.address, ''),
      coalesce(nullif(r.postal_code, ''), o.postal_code, ''),
      coalesce(r.commune_code, o.commune_code), coalesce(r.department_code, o.department_code),
      coalesce(r.website, o.website), coalesce(o.source, ${SOURCE}),
      -- A partner whose number was corrected by hand keeps the key that it came with.
      CASE WHEN o.id IS NOT NULL THEN o.external_key
        WHEN NOT EXISTS (SELECT 1 FROM partner k WHERE k.source = ${SOURCE} AND k.external_key = r.key)
        THEN r.key END, r.name_folded, coalesce(nullif(r.place_key, ''), o.place_key, ''),
      CASE WHEN o.name = r.name AND r.acronym IN ('', o.acronym)
          AND coalesce(r.siret, o.siret, '') = coalesce(o.siret, '')
          AND coalesce(r.siren, o.siren, '') = coalesce(o.siren, '')
          AND coalesce(r.rna, o.rna, '') = coalesce(o.rna, '')
        THEN o.search_text ELSE r.search_text END, 100
    FROM jsonb_to_recordset(${jsonRows(rows)}) AS r(id uuid, key text, name text, acronym text,
      kind text, siren text, siret text, rna text, description text, address text,
      postal_code text, commune_code text, department_code text, website text, name_folded text,
      place_key text, search_text text)
    LEFT JOIN partner o ON o.id = r.id
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, acronym = excluded.acronym,
      kind = excluded.kind, siren = excluded.siren, siret = excluded.siret, rna = excluded.rna,
      description = excluded.description, address = excluded.address,
      postal_code = excluded.postal_code, commune_code = excluded.commune_code,
      department_code = excluded.department_code, website = excluded.website,
      name_folded = excluded.name_folded, place_key = excluded.place_key, search_text = excluded.search_text,
      version = p.version + 1, updated_at = now()
    WHERE (p.name, p.acronym, p.kind, p.siren, p.siret, p.rna, p.description, p.address,
        p.postal_code, p.commune_code, p.website, p.search_text)
      IS DISTINCT FROM (excluded.name, excluded.acronym, excluded.kind, excluded.siren,
        excluded.siret, excluded.rna, excluded.description, excluded.address,
        excluded.postal_code, excluded.commune_code, excluded.website, excluded.search_text)
    RETURNING (xmax = 0) AS created`;
  return runUpsert(trx, statement, records.length);
}

/** The partners that are there already, by the importer's key. */
async function matchExisting(
  trx: Trx,
  records: readonly PartnerRecord[],
): Promise<ReadonlyMap<string, string>> {
  const keys = records.map(({ key, siret, siren, rna }) => ({ key, siret, siren, rna }));
  const { rows } = await sql<{ key: string; id: string }>`
    WITH r AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${jsonRows(keys)}) AS r(key text, siret text, siren text, rna text))
    SELECT r.key, p.id FROM r JOIN partner p ON p.siret = r.siret
    UNION ALL
    SELECT r.key, p.id FROM r JOIN partner p ON p.rna = r.rna AND p.siret IS NULL
      WHERE r.siret IS NULL
    UNION ALL
    SELECT r.key, p.id FROM r JOIN partner p ON p.siren = r.siren AND p.siret IS NULL AND p.rna IS NULL
      WHERE r.siret IS NULL AND r.rna IS NULL`.execute(trx);
  return new Map(rows.map((row) => [row.key, row.id]));
}
