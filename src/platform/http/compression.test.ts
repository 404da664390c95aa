import { gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { describe, expect, it } from 'vitest';
import { acceptsGzip, compressWhole } from './compression.ts';

const long = 'une page assez longue '.repeat(200);

function app(): Hono {
  const made = new Hono();
  made.use(compress({ threshold: 1024 }));
  made.use(compressWhole);
  made.get('/page', (c) => {
    c.header('set-cookie', 'a=1', { append: true });
    c.header('set-cookie', 'b=2', { append: true });
    return c.html(long, 422);
  });
  made.get('/short', (c) => c.json({ ok: true }));
  made.get('/export', (c) => c.body(long, 200, { 'content-type': 'text/csv' }));
  made.get('/nothing', (c) => c.redirect('/page'));
  return made;
}

const gzip = { headers: { 'accept-encoding': 'gzip, br' } };

describe('compressWhole', () => {
  it('packs a page in one piece and keeps its status and cookies', async () => {
    const answer = await app().request('/page', gzip);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(gunzipSync(bytes).toString()).toBe(long);
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('leaves alone what is short, a stream, empty, or asked for plain', async () => {
    expect(await (await app().request('/short', gzip)).json()).toEqual({ ok: true });
    expect((await app().request('/nothing', gzip)).status).toBe(302);
    expect(await (await app().request('/page')).text()).toBe(long);
    const exported = await app().request('/export', gzip);
    expect(exported.headers.get('content-length')).toBeNull();
    expect(gunzipSync(Buffer.from(await exported.arrayBuffer())).toString()).toBe(long);
  });

  it('reads what the browser accepts', () => {
    expect(acceptsGzip('br, gzip;q=0.5')).toBe(true);
    expect(acceptsGzip('gzip;q=0')).toBe(false);
    expect(acceptsGzip('deflate')).toBe(false);
    expect(acceptsGzip(undefined)).toBe(false);
  });
});
