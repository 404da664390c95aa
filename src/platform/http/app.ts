import { randomBytes } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { sql } from 'kysely';
import { inLane } from '../db/lanes.ts';
import type { Db } from '../db/schema.ts';
import type { QueueState } from '../jobs/queries.ts';
import type { Log } from '../log/log.ts';
import { clientAddressOf, isOwnHost, isSentDirectly, type PublicAddress } from './address.ts';
import { compressWhole } from './compression.ts';
import { pageHeaders } from './headers.ts';
import type { Incidents } from './incidents.ts';
import type { Metrics } from './metrics.ts';
import { BODY_BYTES } from './operation.ts';
import { isToken } from './token.ts';
import { tellWhenToRetry, unavailablePage } from './unavailable.ts';
import { isUnreadableAddress, lacksBoundary } from './unreadable.ts';

export interface AppOptions {
  readonly db: Db;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly incidents: Incidents;
  /** The address that people use; derived from the port where none is configured. */
  readonly publicUrl: string;
  readonly address: PublicAddress;
  /** How many reverse proxies stand in front. */
  readonly proxyHops: number;
  /** What a path may be called in logs, without the ids and secrets in it. */
  readonly known: (path: string) => string;
  /** Who reads `/metrics` says this; null = nobody does at this port. */
  readonly metricsToken: string | null;
  /** Whether files can be written. */
  readonly diskWritable: () => Promise<boolean>;
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
 * The HTTP server without any page: headers, checks of host and origin, access log without
 * personal data, health, metrics, static files.
 */
export function createApp(options: AppOptions): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const { metrics, incidents } = options;

  app.use(async (c, next) => {
    const started = performance.now();
    c.set('nonce', randomBytes(16).toString('base64'));
    c.set(
      'clientAddress',
      clientAddressOf(c.req.header('x-forwarded-for'), options.proxyHops, remoteOf(c)),
    );
    const path = options.known(c.req.path);
    await inLane(`${c.req.method} ${path}`, next);
    const ms = performance.now() - started;
    metrics.observe(c.req.method, c.res.status, ms / 1000);
    options.log.debug(
      { method: c.req.method, path, status: c.res.status, ms: Math.round(ms) },
      'request',
    );
  });
  app.use(pageHeaders(options.publicUrl, options.identityProvider));
  app.use(tellWhenToRetry);
  app.use(compress({ threshold: 1024 }));
  app.use(compressWhole);

  addProbes(app, options);
  app.get('/metrics', async (c) => {
    const { metricsToken } = options;
    if (metricsToken === null) return c.text('Not here: METRICS_TOKEN or METRICS_PORT.', 404);
    if (!isToken(c.req.header('authorization'), metricsToken)) {
      c.header('www-authenticate', 'Bearer');
      return c.text('A bearer token is needed.', 401);
    }
    return c.text(await metrics.text(options.db, await options.queues()), 200, metrics.headers);
  });

  app.use(hostCheck(options.address, options.log));
  app.use(readableCheck);
  app.use(
    '/assets/*',
    serveStatic({
      root: options.clientFolder,
      onFound: (_path, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  );
  app.use('/favicon.svg', serveStatic({ root: options.clientFolder }));
  app.use('/api.css', serveStatic({ root: options.clientFolder }));

  app.use(originCheck(options.address));
  app.use(async (c, next) => {
    // Each operation of the interface has a limit of its own.
    if (/^\/api\/v1\b/.test(c.req.path)) return next();
    const path = c.req.path.replace(/\.data$/, '');
    const upload = options.uploads.find((route) => route.path.test(path));
    return bodyLimit({ maxSize: upload?.bytes ?? BODY_BYTES, onError: tooLarge })(c, next);
  });
  app.onError((error, c) => {
    const about = { method: c.req.method, path: options.known(c.req.path) };
    if (incidents.report(error, 'page', about)) return unavailablePage(c);
    return c.text(
      'Une erreur est survenue. Réessayez dans un instant. / Something went wrong.',
      500,
    );
  });
  return app;
}

/** What a monitor reads, on a port that nobody else reaches. */
export function createMonitor(options: AppOptions): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  addProbes(app, options);
  const { metrics } = options;
  app.get('/metrics', async (c) =>
    c.text(await metrics.text(options.db, await options.queues()), 200, metrics.headers),
  );
  return app;
}

function addProbes(app: Hono<AppEnv>, options: AppOptions): void {
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const [[database, migrations], writable] = await Promise.all([
      readiness(options),
      options.diskWritable(),
    ]);
    const disk = writable && !options.incidents.diskFull;
    const ready = database && migrations && disk;
    return c.json({ database, migrations, disk }, ready ? 200 : 503);
  });
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

function remoteOf(c: Context): string | undefined {
  try {
    return getConnInfo(c).remote.address;
  } catch {
    return undefined;
  }
}

/** Refuses what was sent here under another site's name (DNS rebinding, a mistaken proxy). */
function hostCheck(address: PublicAddress, log: Log) {
  let told = false;
  return async (c: Context, next: () => Promise<void>): Promise<Response | undefined> => {
    if (isOwnHost(c.req.header('host'), c.req.header('x-forwarded-host'), address)) {
      await next();
      return undefined;
    }
    if (!told) {
      told = true;
      log.warn(
        'a request named another host: PUBLIC_URL, or the proxy’s Host header, may be wrong',
      );
    }
    return c.text(
      `Ce nom n’est pas celui de ce service${address.configured ? ` : allez à ${address.configured}` : ''}. Si vous l’administrez, réglez PUBLIC_URL, et transmettez Host depuis le proxy. / This is not this service’s name${address.configured ? `: go to ${address.configured}` : ''}. If you run it, set PUBLIC_URL, and let the proxy pass Host on.`,
      421,
    );
  };
}

/** Refuses what no form, page or program of ours can read, before any of them tries. */
async function readableCheck(c: Context, next: () => Promise<void>): Promise<Response | undefined> {
  if (!isUnreadableAddress(c.req.url) && !lacksBoundary(c.req.header('content-type'))) {
    await next();
    return undefined;
  }
  return c.text(
    'Cette demande ne peut pas être lue : rien n’a été enregistré. Revenez en arrière et réessayez. / This request cannot be read: nothing was recorded. Go back and try again.',
    400,
  );
}

/**
 * Refuses a state-changing request that another site made the browser send. Calls with a token
 * instead of a cookie carry no Origin and no cookie, and are let through to the token check.
 */
function originCheck({ configured }: PublicAddress) {
  const own = configured === null ? null : new URL(configured).host;
  return async (c: Context, next: () => Promise<void>): Promise<Response | undefined> => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS') {
      await next();
      return undefined;
    }
    const origin = c.req.header('origin');
    const host = origin && URL.canParse(origin) ? new URL(origin).host : null;
    const sameSite =
      (host !== null && host === (own ?? c.req.header('host'))) ||
      isSentDirectly(c.req.raw.headers);
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
