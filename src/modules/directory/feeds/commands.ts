import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { newId } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { formatWeekday, today } from '../../../platform/i18n/messages.ts';
import { parisClock } from '../../../platform/i18n/paris-time.ts';
import {
  type FeedSession,
  listGivenServices,
  listMediationPlaces,
  sayTime,
} from '../../places/public.ts';
import { listSessions } from '../../workshops/public.ts';
import { FeedBuilder, type FeedName, type FeedReport } from './domain.ts';
import './tables.ts';

const pack = promisify(gzip);
const PAGE = 500;
/** Builds that are remembered. */
const KEPT = 30;

export interface BuildOptions {
  readonly now: Date;
  /** Without a trailing slash; feeds link to pages of places and workshops. */
  readonly publicUrl: string;
  /** Who asked; null for the nightly work and the terminal. */
  readonly by: string | null;
}

export interface Built {
  readonly report: FeedReport;
  readonly texts: ReadonlyMap<FeedName, string>;
}

/**
 * Builds every feed from what is recorded now and puts all of them in the place of the last ones,
 * in one transaction: whoever reads meanwhile gets the last ones whole. A feed whose content did
 * not change keeps its date.
 */
export async function buildFeeds(db: Db, options: BuildOptions): Promise<Built> {
  const { now, publicUrl, by } = options;
  const sessions = await comingSessions(db, now, publicUrl);
  const builder = new FeedBuilder(publicUrl);
  for (let after: string | null = null; ; ) {
    const places = await listMediationPlaces(db, after, PAGE);
    const given = await listGivenServices(
      db,
      places.map(({ id }) => id),
    );
    for (const place of places)
      builder.add(place, sessions.get(place.id) ?? [], given.get(place.id) ?? []);
    after = places.at(-1)?.id ?? null;
    if (places.length < PAGE) break;
  }
  const built = builder.finish();
  const rows = new Map(built.report.feeds.map((feed) => [feed.feed, feed.rows]));
  const packed = await Promise.all(
    [...built.texts].map(async ([feed, text]) => ({
      feed,
      content: await pack(text, { level: 6 }),
      etag: createHash('sha256').update(text).digest('base64url').slice(0, 27),
      bytes: Buffer.byteLength(text),
      rows: rows.get(feed) ?? 0,
      built_at: now,
    })),
  );
  await db.transaction().execute(async (trx) => {
    for (const snapshot of packed) {
      await trx
        .insertInto('feed_snapshot')
        .values(snapshot)
        .onConflict((conflict) =>
          conflict
            .column('feed')
            .doUpdateSet(snapshot)
            .whereRef('feed_snapshot.etag', '!=', 'excluded.etag'),
        )
        .execute();
    }
    await trx
      .insertInto('feed_build')
      .values({ id: newId(), built_at: now, built_by: by, report: JSON.stringify(built.report) })
      .execute();
    const old = await trx
      .selectFrom('feed_build')
      .select('id')
      .orderBy('built_at', 'desc')
      .offset(KEPT)
      .limit(1000)
      .execute();
    if (old.length > 0)
      await trx
        .deleteFrom('feed_build')
        .where(
          'id',
          'in',
          old.map(({ id }) => id),
        )
        .execute();
  });
  return built;
}

/** Open sessions to come, by place, each with its day and hours in French. */
async function comingSessions(
  db: Db,
  now: Date,
  publicUrl: string,
): Promise<ReadonlyMap<string, readonly FeedSession[]>> {
  const found = new Map<string, FeedSession[]>();
  for (let cursor: string | null = null; ; ) {
    const page = await listSessions(db, { after: now, open: true }, cursor, PAGE);
    for (const row of page.items) {
      if (new Date(row.startsAt) <= now) continue;
      const from = parisClock(new Date(row.startsAt));
      const to = parisClock(new Date(row.endsAt));
      const session: FeedSession = {
        id: row.id,
        title: row.title,
        description: row.description,
        themes: row.themes,
        when: `${formatWeekday('fr', from.day)}, ${sayTime(from.time, 'fr')} – ${sayTime(to.time, 'fr')}`,
        url: `${publicUrl}/ateliers-ouverts/${row.id}`,
        on: today(now),
      };
      found.set(row.place.id, [...(found.get(row.place.id) ?? []), session]);
    }
    cursor = page.next;
    if (!cursor) return found;
  }
}
