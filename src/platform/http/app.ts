import { randomBytes } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import type { QueueState } from '../jobs/queries.ts';
import type { Log } from '../log/log.ts';
import { compressWhole } from './compression.ts';
import { pageHeaders } from './headers.ts';
import { Metrics } from './metrics.ts';
import { BODY_BYTES } from './operation.ts';

export interface AppOptions {
  readonly db: Db;
  readonly log: Log;
  readonly publicUrl: string;
  readonly trustProxy: boolean;
  /** Address of the OpenID Connect issuer, when there is one. */
  readonly identityProvider: string | null;
  /** Folder of the built client files. */
  readonly clientFolder: string;
  /** True when every migration was applied. */
  readonly migrated: () => Promise<boolean>;
  /** Pages that take files, each with its own limit. */
  readonly uploads: readonly UploadRoute[];
  /** How the queues stand, for the metrics. */
  readonly queues: () => Promise<readonly QueueState[]>;
}

/** A page that takes files. */
export interface UploadRoute {
  readonly path: RegExp;
  /** Largest body of its form in bytes. */
  readonly bytes: number;
}

export interface AppEnv {
  Variables: { nonce: string; clientAddress: string };
}

/**
 * The HTTP server without any page: headers, origin check, access log without personal data,
 * health, metrics, static files.
 */
export function createApp(options: AppOptions): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const metrics = new Metrics();

  app.use(async (c, next) => {
    const started = performance.now();
    c.set('nonce', randomBytes(16).toString('base64'));
    c.set('clientAddress', clientAddress(c, options.trustProxy));
    await next();
    const ms = performance.now() - started;
    const path = c.req.path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, ':id');
    metrics.observe(c.req.method, c.res.status, ms / 1000);
    options.log.debug(
      { method: c.req.method, path, status: c.res.status, ms: Math.round(ms) },
      'request',
    );
  });
  app.use(pageHeaders(options.publicUrl, options.identityProvider));
  app.use(compress({ threshold: 1024 }));
  app.use(compressWhole);

  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const [database, migrations] = await readiness(options);
    return c.json({ database, migrations }, database && migrations ? 200 : 503);
  });
  app.get('/metrics', async (c) =>
    c.text(await metrics.text(options.db, await options.queues()), 200, metrics.headers),
  );

  app.use(
    '/assets/*',
    serveStatic({
      root: options.clientFolder,
      onFound: (_path, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  );
  app.use('/favicon.svg', serveStatic({ root: options.clientFolder }));
  app.use('/api.css', serveStatic({ root: options.clientFolder }));

  app.use(originCheck(options.publicUrl));
  app.use(async (c, next) => {
    // Each operation of the interface has a limit of its own.
    if (/^\/api\/v1\b/.test(c.req.path)) return next();
    const path = c.req.path.replace(/\.data$/, '');
    const upload = options.uploads.find((route) => route.path.test(path));
    return bodyLimit({ maxSize: upload?.bytes ?? BODY_BYTES, onError: tooLarge })(c, next);
  });
  app.onError((error, c) => {
    options.log.error({ err: error, method: c.req.method }, 'request failed');
    return c.text(
      'Une erreur est survenue. Réessayez dans un instant. / Something went wrong.',
      500,
    );
  });
  return app;
}

async function readiness(options: AppOptions): Promise<[boolean, boolean]> {
  try {
    await sql`SELECT 1`.execute(options.db);
    return [true, await options.migrated()];
  } catch {
    return [false, false];
  }
}

/** Said in both languages: a body that is refused unread has no page to stand on. */
function tooLarge(c: Context): Response {
  return c.text(
    'Cet envoi est trop volumineux : rien n’a été enregistré. Revenez en arrière et choisissez un fichier plus léger (20 Mo au plus pour un document). / This is too large: nothing was recorded. Go back and choose a smaller file (20 MB at most for a document).',
    413,
  );
}

function clientAddress(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',')[0]?.trim() : undefined;
  if (forwarded) return forwarded;
  try {
    return getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

/**
 * Refuses a state-changing request that another site made the browser send. Calls with a token
 * instead of a cookie carry no Origin and no cookie, and are let through to the token check.
 */
function originCheck(publicUrl: string) {
  const own = new URL(publicUrl).host;
  return async (c: Context, next: () => Promise<void>): Promise<Response | undefined> => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS') {
      await next();
      return undefined;
    }
    const origin = c.req.header('origin');
    const host = origin && URL.canParse(origin) ? new URL(origin).host : null;
    const sameSite = host !== null && (host === own || host === c.req.header('host'));
    const withoutCookie = !origin && !c.req.header('cookie');
    if (!sameSite && !withoutCookie) {
      return c.text(
        'Demande refusée : elle vient d’un autre site. / Refused: sent by another site.',
        403,
      );
    }
    await next();
    return undefined;
  };
}
