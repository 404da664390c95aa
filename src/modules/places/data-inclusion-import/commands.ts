import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/schema.ts';
import type { Importer, Tally } from '../../../platform/imports/importer.ts';
import { openJsonSource } from '../../../platform/imports/json-source.ts';
import { jsonRows, runUpsert } from '../../../platform/imports/upsert.ts';
import { ok } from '../../../platform/result.ts';
import { openJsonArray } from '../../../platform/tabular/json.ts';
import type { ServiceRow } from '../data-inclusion/contract.ts';
import { fromNetworks, sheetOfServices } from '../data-inclusion/domain.ts';
import { cells, jsonOfPlaces, mediationImporter } from '../mediation-import/commands.ts';
import { cellText } from '../mediation-import/domain.ts';
import { en } from '../mediation-import/messages.en.ts';
import { fr, type MediationCode } from '../mediation-import/messages.fr.ts';
import { parseService, type ServiceLookup, type ServiceRecord } from './domain.ts';
import '../mediation/tables.ts';
import '../tables.ts';

const SOURCE = 'data-inclusion';

const STRUCTURE_FIELDS = [
  'source',
  'id',
  'nom',
  'date_maj',
  'description',
  'lien_source',
  'siret',
  'commune',
  'code_postal',
  'code_insee',
  'adresse',
  'complement_adresse',
  'longitude',
  'latitude',
  'telephone',
  'courriel',
  'site_web',
  'horaires_accueil',
  'accessibilite_lieu',
  'reseaux_porteurs',
] as const;

/** Structures of data·inclusion v1 become places with a sheet; their services come in a second file. */
export const structureImporter = mediationImporter(
  'structures',
  { source: SOURCE, gatheredBy: SOURCE },
  jsonOfPlaces(STRUCTURE_FIELDS, (item) => {
    const networks = Array.isArray(item.reseaux_porteurs) ? item.reseaux_porteurs.map(String) : [];
    const { programmes, typology } = fromNetworks(networks);
    const given: Partial<Record<string, unknown>> = {
      id: item.id,
      name: item.nom,
      pivot: item.siret,
      commune: item.commune,
      postal: item.code_postal,
      insee: item.code_insee,
      address: item.adresse,
      extra: item.complement_adresse,
      latitude: item.latitude,
      longitude: item.longitude,
      phone: item.telephone,
      emails: item.courriel,
      website: item.site_web,
      hours: item.horaires_accueil,
      detail: item.description,
      source: item.source,
      updated: item.date_maj,
      accessibility: item.accessibilite_lieu,
      sourceUrl: item.lien_source,
      programmes,
      typology,
    };
    return cells((key) => given[key]);
  }),
);

interface Row {
  readonly item: unknown;
}

const SERVICE_HEADERS = ['source', 'structure_id', 'id', 'nom', 'description', 'date_maj', 'type'];

/** Services of data·inclusion v1: kept whole, and what they say goes into the sheets of their places. */
export const serviceImporter: Importer<Row, ServiceLookup, ServiceRecord, MediationCode> = {
  kind: 'services',
  messages: { fr, en },
  async open(path) {
    const source = await openJsonSource(path, openJsonArray);
    if (!source.ok) return source;
    const rows = source.value;
    const touched = new Set<string>();
    return ok({
      headers: SERVICE_HEADERS,
      rows: (async function* () {
        for await (const { line, value } of rows) yield { line, value: { item: value } };
      })(),
      original: ({ item }) =>
        SERVICE_HEADERS.map((name) => cellText((item as Record<string, unknown> | null)?.[name])),
      prepare: loadServiceLookup,
      parse: ({ item }, lookup) => parseService(item, lookup),
      apply: (trx, records) => {
        for (const { placeId } of records) if (placeId) touched.add(placeId);
        return writeServices(trx, records);
      },
      finish: (trx) => fillSheets(trx, [...touched]),
    });
  },
};

async function loadServiceLookup(db: Db): Promise<ServiceLookup> {
  const structures = await db
    .selectFrom('place as p')
    .innerJoin('place_mediation as m', 'm.place_id', 'p.id')
    .select(['p.external_id', 'p.id', 'm.edited_at'])
    .where('p.source', '=', SOURCE)
    .execute();
  const own = await db.selectFrom('place').select('id').where('source', '!=', SOURCE).execute();
  return {
    structures: new Map(
      structures.map((row) => [row.external_id, { id: row.id, edited: row.edited_at !== null }]),
    ),
    own: new Set(own.map((row) => row.id)),
  };
}

async function writeServices(trx: Trx, records: readonly ServiceRecord[]): Promise<Tally> {
  const given = records.filter(({ placeId }) => placeId !== null);
  const statement = sql<{ created: boolean }>`
    INSERT INTO place_service AS s (id, place_id, record)
    SELECT r.id, r."placeId", r.record
    FROM jsonb_to_recordset(${jsonRows(given)}) AS r(id text, "placeId" uuid, record jsonb)
    ON CONFLICT (id) DO UPDATE SET place_id = excluded.place_id, record = excluded.record,
      updated_at = now()
    WHERE (s.place_id, s.record) IS DISTINCT FROM (excluded.place_id, excluded.record)
    RETURNING (xmax = 0) AS created`;
  const tally = await runUpsert(trx, statement, given.length);
  return { ...tally, unchanged: tally.unchanged + records.length - given.length };
}

/** Puts together what the services of each place say, into its sheet. */
async function fillSheets(trx: Trx, placeIds: readonly string[]): Promise<void> {
  for (const placeId of placeIds) {
    const rows = await trx
      .selectFrom('place_service')
      .select('record')
      .where('place_id', '=', placeId)
      .orderBy('id')
      .execute();
    const said = sheetOfServices(rows.map(({ record }) => record as unknown as ServiceRow));
    await sql`UPDATE place_mediation SET services = ${said.services}, fees = ${said.fees},
        publics = ${said.publics}, access_ways = ${said.accessWays},
        accompaniments = ${said.accompaniments}, booking_url = ${said.bookingUrl},
        version = version + 1, updated_at = now()
      WHERE place_id = ${placeId} AND edited_at IS NULL
        AND (services, fees, publics, access_ways, accompaniments, booking_url) IS DISTINCT FROM
          (${said.services}::text[], ${said.fees}::text[], ${said.publics}::text[],
           ${said.accessWays}::text[], ${said.accompaniments}::text[], ${said.bookingUrl}::text)`.execute(
      trx,
    );
  }
}
