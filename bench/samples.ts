import { sql } from 'kysely';
import { listDemonstrationAccounts } from '../src/modules/accounts/public.ts';
import type { Db } from '../src/platform/db/schema.ts';

/** Real things of a demonstration to ask for; the same in every run on the same demonstration. */
export interface Samples {
  /** The account of the national team, which sees everything: the dearest pages. */
  readonly account: string;
  readonly communes: readonly {
    readonly code: string;
    readonly name: string;
    readonly postal: string;
  }[];
  readonly places: readonly { readonly id: string; readonly name: string }[];
  readonly partners: readonly { readonly id: string; readonly name: string }[];
  readonly partnership: string;
  /** A place where everybody finds help. */
  readonly helpPlace: string;
}

export async function readSamples(db: Db): Promise<Samples> {
  const accounts = await listDemonstrationAccounts(db);
  const account = accounts.find((one) => one.role === 'alliance-lead');
  const communes = await sql<Samples['communes'][number]>`
    SELECT code, name, postal_codes[1] AS postal FROM commune
    WHERE population > 200 AND postal_codes[1] IS NOT NULL ORDER BY md5(code) LIMIT 200`.execute(
    db,
  );
  const places = await sql<Samples['places'][number]>`
    SELECT id, name FROM place WHERE status = 'open'
    ORDER BY md5(external_id), id LIMIT 100`.execute(db);
  const partners = await sql<Samples['partners'][number]>`
    SELECT id, name FROM partner ORDER BY md5(name), id LIMIT 100`.execute(db);
  const partnership = await sql<{ id: string }>`
    SELECT id FROM partnership WHERE stage = 'active' ORDER BY reference LIMIT 1`.execute(db);
  const helpPlace = await sql<{ id: string }>`
    SELECT p.id FROM place p JOIN place_mediation m ON m.place_id = p.id
    WHERE p.status = 'open' AND p.same_as IS NULL
      AND NOT coalesce(m.access_ways @> '{no-public}', false)
    ORDER BY md5(p.external_id), p.id LIMIT 1`.execute(db);
  if (!account || !partnership.rows[0] || !helpPlace.rows[0] || partners.rows.length < 100)
    throw new Error('this is no demonstration');
  return {
    account: account.id,
    communes: communes.rows,
    places: places.rows,
    partners: partners.rows,
    partnership: partnership.rows[0].id,
    helpPlace: helpPlace.rows[0].id,
  };
}
