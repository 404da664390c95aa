import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../../../platform/db/schema.ts';
import { openTable } from '../../../platform/tabular/table.ts';
import { NATIONAL_FIELDS, nationalRow, serviceRow, structureRow } from '../../places/public.ts';
import { type FeedName, type FeedReport, nationalTextOf } from './domain.ts';
import './tables.ts';

/** Which content a feed has, and since when. */
export interface Snapshot {
  readonly etag: string;
  readonly builtAt: Date;
}

/** The last build of a feed without its content; null when none was built yet. */
export async function getSnapshot(db: Db, feed: FeedName): Promise<Snapshot | null> {
  const row = await db
    .selectFrom('feed_snapshot')
    .select(['etag', 'built_at as builtAt'])
    .where('feed', '=', feed)
    .executeTakeFirst();
  return row ?? null;
}

/** A feed whole, packed with gzip, with the tag of this very content. */
export async function getFeedContent(
  db: Db,
  feed: FeedName,
): Promise<(Snapshot & { readonly content: Uint8Array }) | null> {
  const row = await db
    .selectFrom('feed_snapshot')
    .select(['etag', 'built_at as builtAt', 'content'])
    .where('feed', '=', feed)
    .executeTakeFirst();
  return row ?? null;
}

export interface LastBuild {
  readonly builtAt: string;
  readonly report: FeedReport;
}

/** What the last build put into the feeds and left out; null before the first. */
export async function getLastBuild(db: Db): Promise<LastBuild | null> {
  const row = await db
    .selectFrom('feed_build')
    .select(['built_at', 'report'])
    .orderBy('built_at', 'desc')
    .orderBy(sql`id`, 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { builtAt: row.built_at.toISOString(), report: row.report } : null;
}

/** A row of a written feed that does not follow its schema. */
export interface FeedProblem {
  readonly line: number;
  readonly field: string;
  readonly code: string;
}

const SCHEMAS: Readonly<Record<FeedName, z.ZodType>> = {
  'lieux-mediation-numerique.csv': nationalRow,
  'lieux-mediation-numerique.json': nationalRow,
  'data-inclusion/structures.json': structureRow,
  'data-inclusion/services.json': serviceRow,
};

/** Reads a written feed as a stranger would and holds every row against the schema. */
export async function checkFeedFile(feed: FeedName, path: string): Promise<FeedProblem[]> {
  const rows = feed.endsWith('.csv') ? await csvRows(path) : await jsonRows(feed, path);
  if (!rows) return [{ line: 0, field: '', code: 'unreadable' }];
  const ids = new Set<unknown>();
  return rows.flatMap((row, at) => {
    const parsed = SCHEMAS[feed].safeParse(row);
    const problems = (parsed.error?.issues ?? []).map((issue) => ({
      line: at + 1,
      field: issue.path.join('.'),
      code: issue.message,
    }));
    const { id } = row as { id?: unknown };
    if (ids.has(id)) problems.push({ line: at + 1, field: 'id', code: 'id-twice' });
    ids.add(id);
    return problems;
  });
}

async function csvRows(path: string): Promise<unknown[] | null> {
  const table = await openTable(path);
  if (!table.ok || table.value.headers.join() !== NATIONAL_FIELDS.join()) return null;
  const rows: unknown[] = [];
  for await (const row of table.value.rows) rows.push(row.cells);
  return rows;
}

async function jsonRows(feed: FeedName, path: string): Promise<unknown[] | null> {
  try {
    const rows: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (!Array.isArray(rows)) return null;
    return feed.startsWith('lieux') ? rows.map((row) => nationalTextOf(row)) : rows;
  } catch {
    return null;
  }
}
