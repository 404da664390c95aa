import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { acceptsGzip } from '../../../platform/http/compression.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { buildFeeds } from '../feeds/commands.ts';
import { feedName } from '../feeds/domain.ts';
import { getFeedContent, getSnapshot, type Snapshot } from '../feeds/queries.ts';

const unpack = promisify(gunzip);
const HALF_AN_HOUR = 1800;

/** One of the public feeds, as it was built last. The first reader of all has it built. */
export const loader = guard(
  { permission: 'NONE', limit: { name: 'open-data', calls: 120, seconds: 600 } },
  async ({ ctx, services, request, url }) => {
    const feed = feedName(url.pathname.replace(/^\/feeds\//, ''));
    if (!feed) throw notFound();
    let last = await getSnapshot(ctx.db, feed);
    if (!last) {
      await buildFeeds(ctx.db, { now: ctx.now, publicUrl: services.publicUrl, by: null });
      last = await getSnapshot(ctx.db, feed);
    }
    if (last && isKnown(request.headers, last.etag, last.builtAt))
      return new Response(null, { status: 304, headers: headersOf(last) });
    const snapshot = await getFeedContent(ctx.db, feed);
    if (!snapshot) throw notFound();
    const headers = headersOf(snapshot);
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
  },
);

function headersOf({ etag, builtAt }: Snapshot): Headers {
  return new Headers({
    etag: `"${etag}"`,
    'last-modified': builtAt.toUTCString(),
    'cache-control': `public, max-age=${HALF_AN_HOUR}`,
    // Everybody may read it, pages of other sites too.
    'access-control-allow-origin': '*',
    link: '<https://www.etalab.gouv.fr/licence-ouverte-open-licence>; rel="license"',
    vary: 'accept-encoding',
  });
}

/** True when the reader has this very content; the tag, where given, stands before the date. */
function isKnown(headers: Headers, etag: string, builtAt: Date): boolean {
  const tags = headers.get('if-none-match');
  if (tags !== null)
    return tags.split(',').some((tag) => tag.trim() === '*' || tag.includes(`"${etag}"`));
  const since = Date.parse(headers.get('if-modified-since') ?? '');
  return Number.isFinite(since) && Math.floor(builtAt.getTime() / 1000) * 1000 <= since;
}
