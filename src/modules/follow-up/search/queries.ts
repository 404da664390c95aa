import { createHmac, hkdfSync } from 'node:crypto';
import { type SqlBool, sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { type FileSummary, insideOf, summariesOf } from '../queries.ts';
import '../tables.ts';
import { type Findable, LIKELY, likeness, piecesOf, type Wanted, wantedPieces } from './domain.ts';

/** Most files shown as likely. */
const SHOWN = 8;
/** Files opened to be compared: those that share most pieces. */
const COMPARED = 40;

/**
 * Keyed digests of pieces, 32 bits each. Without the installation's secret they tell nothing; two
 * spaces have nothing in common, so that nobody sees that two organisations know one person.
 */
export function searchKeys(secret: string, space: string, pieces: readonly string[]): number[] {
  const key = Buffer.from(hkdfSync('sha256', secret, 'maillage', `follow-up search ${space}`, 32));
  const keys = pieces.map((piece) =>
    createHmac('sha256', key).update(piece).digest().readInt32BE(0),
  );
  return [...new Set(keys)].sort((a, b) => a - b);
}

/** The digests under which a file is found. */
export function keysOfFile(secret: string, space: string, file: Findable): number[] {
  return searchKeys(secret, space, piecesOf(file));
}

/**
 * Files of one's own organisation that may be of the person who is meant, likeliest first: blind
 * to accents and case, near spellings too, by a part of the name, the year of birth, a part of the
 * telephone number or the whole address. Never a file of somebody else's organisation.
 */
export async function searchFiles(
  db: Db,
  scope: Scope<'follow-up.read'> | Scope<'follow-up.write'>,
  secret: string,
  wanted: Wanted,
): Promise<FileSummary[]> {
  const pieces = wantedPieces(wanted);
  if (pieces.length === 0) return [];
  const spaces = await db
    .selectFrom('followed_person as f')
    .select('f.key_space')
    .distinct()
    .where(insideOf(scope))
    .execute();
  const found: string[] = [];
  for (const { key_space: space } of spaces) {
    const keys = searchKeys(secret, space, pieces);
    const shared = sql<number>`(SELECT count(*) FROM unnest(f.search_keys) AS k (one)
      WHERE k.one = ANY(${keys}::integer[]))`;
    const rows = await db
      .selectFrom('followed_person as f')
      .select('f.id')
      .where(insideOf(scope))
      .where('f.key_space', '=', space)
      .where(sql<SqlBool>`f.search_keys && ${keys}::integer[]`)
      .orderBy(shared, 'desc')
      .orderBy('f.id')
      .limit(COMPARED)
      .execute();
    found.push(...rows.map(({ id }) => id));
  }
  const files = await summariesOf(db, scope, secret, found);
  return files
    .map((file) => ({ file, score: likeness(wanted, file.findable) }))
    .filter(({ score }) => score >= LIKELY)
    .sort((a, b) => b.score - a.score || a.file.id.localeCompare(b.file.id))
    .slice(0, SHOWN)
    .map(({ file: { findable: _, ...file } }) => file);
}
