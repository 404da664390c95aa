import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';

const pack = promisify(gzip);

/** Answers that are complete when they start: pages, their data, JSON. Exports are streams. */
const COMPLETE = /^(text\/html|text\/x-script|application\/(problem\+)?json)\b/;

/** Smaller than this and the packing is larger than what it saves, in bytes. */
const SMALLEST = 1024;

/** Two thirds of the work of the usual level for a tenth more bytes. */
const LEVEL = 4;

/**
 * Packs pages and JSON in one piece: one write with a length instead of many small ones, which is
 * measurably cheaper than a stream. What it leaves is for the streaming compression after it.
 */
export async function compressWhole(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  const { headers, body, status } = c.res;
  if (!body || status === 206 || c.req.method === 'HEAD' || headers.has('content-encoding')) return;
  if (!COMPLETE.test(headers.get('content-type') ?? '')) return;
  if (!acceptsGzip(c.req.header('accept-encoding'))) return;
  const whole = Buffer.from(await c.res.arrayBuffer());
  const packed = whole.length < SMALLEST ? whole : await pack(whole, { level: LEVEL });
  // A new Response keeps the headers, several cookies among them.
  c.res = new Response(packed, { status, statusText: c.res.statusText, headers });
  if (packed !== whole) c.res.headers.set('content-encoding', 'gzip');
  c.res.headers.append('vary', 'accept-encoding');
  c.res.headers.set('content-length', String(packed.length));
}

/** True when gzip is named and not refused (`gzip;q=0`). */
export function acceptsGzip(header: string | undefined): boolean {
  const named = /(?:^|,)\s*gzip\s*(?:;\s*q=([\d.]+))?\s*(?:,|$)/i.exec(header ?? '');
  return named !== null && Number(named[1] ?? 1) > 0;
}
