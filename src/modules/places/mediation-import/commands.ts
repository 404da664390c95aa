import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/schema.ts';
import type {
  Importer,
  OpenedImport,
  OpenOptions,
  Parsed,
  Tally,
} from '../../../platform/imports/importer.ts';
import { openJsonSource } from '../../../platform/imports/json-source.ts';
import {
  findColumns,
  inFileTerms,
  openTableSource,
} from '../../../platform/imports/table-source.ts';
import { jsonRows } from '../../../platform/imports/upsert.ts';
import { vintageOf } from '../../../platform/imports/values.ts';
import { ok } from '../../../platform/result.ts';
import { openJsonArray } from '../../../platform/tabular/json.ts';
import { findLikenesses } from '../likeness/commands.ts';
import { settlePlaces, writePlaces } from '../place-upsert/commands.ts';
import {
  COLUMNS,
  cellText,
  type MediationCells,
  type MediationRecord,
  type MediationSource,
  parseMediationPlace,
} from './domain.ts';
import { en } from './messages.en.ts';
import { fr, type MediationCode } from './messages.fr.ts';
import { loadMediationLookup, type MediationLookup } from './queries.ts';
import '../mediation/tables.ts';

/** A row under the standard's names, and whole as the file has it; null when it is no row. */
export interface MediationRow {
  readonly named: MediationCells | null;
  readonly original: readonly string[];
}

const KEYS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

type Reading = Pick<
  OpenedImport<MediationRow, MediationLookup, MediationRecord, MediationCode>,
  'headers' | 'rows'
>;

/** Makes the importer of one kind of file. `open` gives its rows under the standard's names. */
export function mediationImporter(
  kind: string,
  from: MediationSource,
  open: (
    path: string,
  ) => Promise<
    | { readonly ok: true; readonly value: Reading & { fields?: Partial<Record<string, string>> } }
    | Extract<
        Awaited<ReturnType<Importer<unknown, unknown, unknown, MediationCode>['open']>>,
        { ok: false }
      >
  >,
): Importer<MediationRow, MediationLookup, MediationRecord, MediationCode> {
  return {
    kind,
    messages: { fr, en },
    async open(path: string, options: OpenOptions) {
      const source = await open(path);
      if (!source.ok) return source;
      const { headers, rows, fields = {} } = source.value;
      return ok({
        headers,
        rows,
        original: (row: MediationRow) => row.original,
        prepare: (db) => loadMediationLookup(db, from.source, vintageOf(options.fileName ?? path)),
        parse: ({ named }: MediationRow, lookup): Parsed<MediationRecord, MediationCode> =>
          named
            ? inFileTerms(parseMediationPlace(named, lookup, from), fields)
            : { accepted: false, issues: [{ field: '', code: 'not-an-object' }] },
        apply: writeMediationPlaces,
        finish: async (trx, tally) => {
          await settlePlaces(trx, tally);
          if (tally.created + tally.updated > 0) await findLikenesses(trx);
        },
      });
    },
  };
}

/** The national standard as a table. */
async function openTableOfPlaces(path: string) {
  const source = await openTableSource(path, COLUMNS);
  if (!source.ok) return source;
  const { headers, rows, original, fields } = source.value;
  return ok({
    headers,
    fields,
    rows: (async function* () {
      for await (const { value, ...row } of rows)
        yield { ...row, value: { named: value.named, original: original(value) } };
    })(),
  });
}

/**
 * A JSON list of places, whatever its properties are called.
 * @param shape puts an element under the standard's names, where finding them is not enough
 */
export function jsonOfPlaces(
  headers: readonly string[],
  shape: (item: Readonly<Record<string, unknown>>) => MediationCells = cellsOf,
) {
  return async (path: string) => {
    const source = await openJsonSource(path, openJsonArray);
    if (!source.ok) return source;
    const rows = source.value;
    return ok({
      headers,
      rows: (async function* () {
        for await (const { line, value } of rows) {
          const item =
            typeof value === 'object' && value !== null && !Array.isArray(value)
              ? (value as Readonly<Record<string, unknown>>)
              : null;
          yield {
            line,
            value: {
              named: item ? shape(item) : null,
              original: headers.map((header) => cellText(item?.[header])),
            },
          };
        }
      })(),
    });
  };
}

/** The cells of an element, its properties found by the standard's names and the older ones. */
function cellsOf(item: Readonly<Record<string, unknown>>): MediationCells {
  const fields = findColumns(Object.keys(item), COLUMNS);
  return cells((key) => item[fields[key] ?? '']);
}

/** All cells of a row, empty where nothing is given. */
export function cells(give: (key: keyof typeof COLUMNS) => unknown): MediationCells {
  return Object.fromEntries(KEYS.map((key) => [key, cellText(give(key))])) as MediationCells;
}

const NATIONAL_HEADERS = KEYS.map((key) => COLUMNS[key].names[0]);

/** Places in the national standard, as CSV, XLSX or JSON, whoever made the file. */
export const mediationPlaceImporter = mediationImporter(
  'mediation-places',
  { source: 'lieux-mediation', gatheredBy: '' },
  async (path) => {
    const json = await jsonOfPlaces(NATIONAL_HEADERS)(path);
    // Anything else is opened as a table, which says what is wrong with it.
    return json.ok ? json : openTableOfPlaces(path);
  },
);

/** The list of advisors' places of 2022 (conseillers numériques), a forerunner of the standard. */
export const advisorPlaceImporter = mediationImporter(
  'advisor-places',
  { source: 'conseillers-numeriques', gatheredBy: 'conseiller-numerique' },
  jsonOfPlaces([
    'id',
    'nom',
    'pivot',
    'commune',
    'code_postal',
    'adresse',
    'latitude',
    'longitude',
    'services',
    'conditions_access',
    'labels_nationaux',
    'horaires',
    'site_web',
    'prise_rdv',
    'source',
    'date_maj',
  ]),
);

/** The operator's own « étapes numériques »: numbers everywhere, zeros lost, no date. */
export const digitalStageImporter = mediationImporter(
  'digital-stages',
  { source: 'etapes-numeriques', gatheredBy: 'La Poste' },
  jsonOfPlaces(
    [
      'ID',
      'SIRET',
      'Nom',
      'Commune',
      'Code postal',
      'Code INSEE',
      'Adresse',
      'latitude',
      'longitude',
    ],
    (item) => {
      const given = cellsOf(item);
      return {
        ...given,
        parent: 'La Poste',
        typology: 'LA_POSTE',
        labels: 'Étapes numériques (La Poste)',
        services: 'Maîtrise des outils numériques du quotidien',
      };
    },
  ),
);

/**
 * Writes places and their sheets. A record counts as changed when either does; one that carries
 * neither is already as it is.
 */
export async function writeMediationPlaces(
  trx: Trx,
  records: readonly MediationRecord[],
): Promise<Tally> {
  const places = records.flatMap(({ place }) => (place ? [place] : []));
  const written = places.length > 0 ? await writePlaces(trx, places) : new Map<string, boolean>();
  const sheets = records.flatMap(({ place, sheet, externalId }) =>
    place && sheet
      ? [{ ...sheet, gatheredBy: sheet.source, source: place.source, external_id: externalId }]
      : [],
  );
  const touched = new Set<string>(written.keys());
  if (sheets.length > 0) for (const id of await writeSheets(trx, sheets)) touched.add(id);
  const created = [...written.values()].filter(Boolean).length;
  return {
    created,
    updated: touched.size - created,
    unchanged: records.length - touched.size,
  };
}

/** @returns the source's ids of the sheets that were written */
async function writeSheets(trx: Trx, sheets: readonly unknown[]): Promise<string[]> {
  const { rows } = await sql<{ external_id: string }>`
    WITH given AS (
      SELECT p.id AS place_id, r.* FROM jsonb_to_recordset(${jsonRows(sheets)}) AS r(source text,
        external_id text, services text[], publics text[], "specialCare" text[], fees text[],
        itinerance text[], programmes text[], labels text[], "accessWays" text[],
        accompaniments text[], typology text[], "otherLabels" text[], "openingHours" text,
        summary text, detail text, emails text[], "bookingUrl" text, "accessibilityUrl" text,
        pivot text, "parentStructure" text, "gatheredBy" text, "sourceUrl" text,
        "updatedOn" date)
      JOIN place p ON p.source = r.source AND p.external_id = r.external_id
    ), written AS (
      INSERT INTO place_mediation AS m (place_id, services, publics, special_care, fees, itinerance,
        programmes, labels, access_ways, accompaniments, typology, other_labels, opening_hours,
        summary, detail, emails, booking_url, accessibility_url, pivot, parent_structure, source,
        source_url, updated_on)
      SELECT g.place_id, g.services, g.publics, g."specialCare", g.fees, g.itinerance, g.programmes,
        g.labels, g."accessWays", g.accompaniments, g.typology, g."otherLabels", g."openingHours",
        g.summary, g.detail, g.emails, g."bookingUrl", g."accessibilityUrl", g.pivot,
        g."parentStructure", g."gatheredBy", g."sourceUrl",
        -- A file without dates keeps the one that is known.
        coalesce(g."updatedOn", o.updated_on, current_date)
      FROM given g LEFT JOIN place_mediation o ON o.place_id = g.place_id
      ON CONFLICT (place_id) DO UPDATE SET services = excluded.services,
        publics = excluded.publics, special_care = excluded.special_care, fees = excluded.fees,
        itinerance = excluded.itinerance, programmes = excluded.programmes,
        labels = excluded.labels, access_ways = excluded.access_ways,
        accompaniments = excluded.accompaniments, typology = excluded.typology,
        other_labels = excluded.other_labels, opening_hours = excluded.opening_hours,
        summary = excluded.summary, detail = excluded.detail, emails = excluded.emails,
        booking_url = excluded.booking_url, accessibility_url = excluded.accessibility_url,
        pivot = excluded.pivot, parent_structure = excluded.parent_structure,
        source = excluded.source, source_url = excluded.source_url,
        updated_on = excluded.updated_on, version = m.version + 1, updated_at = now()
      WHERE m.edited_at IS NULL AND (m.services, m.publics, m.special_care, m.fees, m.itinerance,
          m.programmes, m.labels, m.access_ways, m.accompaniments, m.typology, m.other_labels,
          m.opening_hours, m.summary, m.detail, m.emails, m.booking_url, m.accessibility_url,
          m.pivot, m.parent_structure, m.source, m.source_url, m.updated_on)
        IS DISTINCT FROM (excluded.services, excluded.publics, excluded.special_care,
          excluded.fees, excluded.itinerance, excluded.programmes, excluded.labels,
          excluded.access_ways, excluded.accompaniments, excluded.typology,
          excluded.other_labels, excluded.opening_hours, excluded.summary, excluded.detail,
          excluded.emails, excluded.booking_url, excluded.accessibility_url, excluded.pivot,
          excluded.parent_structure, excluded.source, excluded.source_url, excluded.updated_on)
      RETURNING m.place_id
    )
    SELECT g.external_id FROM written w JOIN given g ON g.place_id = w.place_id`.execute(trx);
  return rows.map((row) => row.external_id);
}
