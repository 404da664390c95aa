import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { acceptsGzip } from '../../../platform/http/compression.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { buildFeeds } from '../feeds/commands.ts';
import { feedName } from '../feeds/domain.ts';
import { getSnapshot } from '../feeds/queries.ts';

const unpack = promisify(gunzip);
const HALF_AN_HOUR = 1800;

/** One of the public feeds, as it was built last. The first reader of all has it built. */
export const loader = guard('NONE', async ({ ctx, services, request, url }) => {
  const feed = feedName(url.pathname.replace(/^\/feeds\//, ''));
  if (!feed) throw notFound();
  let snapshot = await getSnapshot(ctx.db, feed);
  if (!snapshot) {
    await buildFeeds(ctx.db, { now: ctx.now, publicUrl: services.publicUrl, by: null });
    snapshot = await getSnapshot(ctx.db, feed);
  }
  if (!snapshot) throw notFound();
  const etag = `"${snapshot.etag}"`;
  const headers = new Headers({
    etag,
    'last-modified': snapshot.builtAt.toUTCString(),
    'cache-control': `public, max-age=${HALF_AN_HOUR}`,
    // Everybody may read it, pages of other sites too.
    'access-control-allow-origin': '*',
    link: '<https://www.etalab.gouv.fr/licence-ouverte-open-licence>; rel="license"',
    vary: 'accept-encoding',
  });
  if (isKnown(request.headers, snapshot.etag, snapshot.builtAt))
    return new Response(null, { status: 304, headers });
  headers.set(
    'content-type',
    feed.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
  );
  headers.set('content-disposition', `inline; filename="${feed.replace('/', '-')}"`);
  const packed = acceptsGzip(request.headers.get('accept-encoding') ?? undefined);
  const body = packed ? snapshot.content : await unpack(snapshot.content);
  if (packed) headers.set('content-encoding', 'gzip');
  headers.set('content-length', String(body.length));
  return new Response(new Uint8Array(body), { headers });
});

/** True when the reader has this very content; the tag, where given, stands before the date. */
function isKnown(headers: Headers, etag: string, builtAt: Date): boolean {
  const tags = headers.get('if-none-match');
  if (tags !== null)
    return tags.split(',').some((tag) => tag.trim() === '*' || tag.includes(`"${etag}"`));
  const since = Date.parse(headers.get('if-modified-since') ?? '');
  return Number.isFinite(since) && Math.floor(builtAt.getTime() / 1000) * 1000 <= since;
}
