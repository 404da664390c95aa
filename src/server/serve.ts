import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from '@hono/node-server';
import { sql } from 'kysely';
import { createApi } from '../api/api.ts';
import { OPERATIONS } from '../api/operations.ts';
import {
  authGateway,
  CALLBACK_PATH,
  createSignIn,
  finishOidc,
  isLibraryPath,
  signedIn,
  tokenActor,
} from '../modules/accounts/public.ts';
import { markInterrupted } from '../modules/imports/public.ts';
import {
  leaving,
  leavingWorks,
  mailHandler,
  startDeliveries,
  URGENT,
  webhookHandler,
} from '../modules/notifications/public.ts';
import { orientationHandler } from '../modules/orientation/public.ts';
import { sealingHandler } from '../modules/partnerships/public.ts';
import { ANONYMOUS, type Ctx, type Locale } from '../platform/access/access.ts';
import type { Config } from '../platform/config/config.ts';
import { pendingMigrations, readMigrations } from '../platform/db/migrate.ts';
import type { DatabaseHandle } from '../platform/db/open.ts';
import { readSetting } from '../platform/db/setting.ts';
import { asSent, type PublicAddress } from '../platform/http/address.ts';
import { type AppOptions, createApp, createMonitor } from '../platform/http/app.ts';
import { Incidents } from '../platform/http/incidents.ts';
import { knownPaths } from '../platform/http/known-path.ts';
import { Metrics } from '../platform/http/metrics.ts';
import type { Services } from '../platform/http/services.ts';
import { preferredLocale } from '../platform/i18n/messages.ts';
import { type Jobs, openJobs } from '../platform/jobs/jobs.ts';
import type { Log } from '../platform/log/log.ts';
import { mailboxMail, smtpMail } from '../platform/mail/mail.ts';
import { boundFetchTo } from '../platform/outgoing/floor.ts';
import { typstPdf } from '../platform/pdf/pdf.ts';
import { httpSms, mailboxSms } from '../platform/sms/sms.ts';
import { backgroundWork } from './background.ts';
import { createBackups } from './backup/backups.ts';
import { backupAsked, takeCommands } from './backup/control.ts';
import { isHeld } from './backup/hold.ts';
import { verifyAlliance } from './backup/verify.ts';
import { readCounterFiles } from './counter-files.ts';
import { filesOf } from './open-alliance.ts';
import { schedule } from './schedule.ts';
import { isWritable, openTemporary } from './temporary.ts';
import { UPLOADS } from './uploads.ts';

type PageModule = typeof import('../web/handler.ts');
interface EnglishScripts {
  readonly default: Parameters<PageModule['pageHandler']>[0];
}

export interface Serving {
  readonly url: string;
  /** A one-time sign-in address for an account, for the terminal at first start. */
  signInAddress(email: string): Promise<string>;
  stop(): Promise<void>;
}

/** What a graceful stop grants to exchanges that run. */
const STOP_GRACE_MS = 5_000;
const root = join(import.meta.dirname, '../..');

/** Puts the parts together and listens. The database is open and up to date already. */
export async function startServing(
  config: Config,
  handle: DatabaseHandle,
  log: Log,
): Promise<Serving> {
  const { db } = handle;
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`;
  const demonstration = (await readSetting<boolean>(db, 'alliance.demonstration')) === true;
  const regions = await regionDepartments(handle);
  const departmentsOf = (code: string): readonly string[] => regions.get(code) ?? [];
  const unbound = config.oidc ? boundFetchTo([new URL(config.oidc.issuer).origin]) : null;
  const auth = createSignIn({ db, secret: config.secret, publicUrl, oidc: config.oidc });
  const metrics = new Metrics();
  const incidents = new Incidents(log, metrics.registry);
  const background = backgroundWork(incidents);
  // One embedded database has one process: what it left running, it no longer runs.
  if (handle.engine === 'pglite') await markInterrupted(db);
  const temporaryFolder = await openTemporary(config.dataFolder, handle.engine === 'pglite');

  const files = filesOf(config);
  const pdf = typstPdf(join(root, 'src'));

  const backups = createBackups(config, handle, files, log);
  const held = await isHeld(db);

  const jobs = held ? heldJobs() : await openJobs(handle, log);
  const deliveries = await startDeliveries({
    db,
    log,
    secret: config.secret,
    allowPrivate: config.webhooksPrivate,
    alone: handle.engine === 'pglite',
  });
  await jobs.start({
    handlers: {
      sealing: sealingHandler({ db, files, pdf, publicUrl, secret: config.secret }),
      mails: mailHandler({
        db,
        publicUrl,
        secret: config.secret,
        ...leaving(config.secret, jobs.add),
      }),
      webhooks: webhookHandler(db, deliveries.wake),
      orientations: orientationHandler(db),
    },
    works: leavingWorks({
      db,
      secret: config.secret,
      send: config.smtpUrl ? smtpMail(config.smtpUrl, config.mailFrom) : mailboxMail(db),
      sms: config.sms ? httpSms(config.sms) : mailboxSms(db),
    }),
    urgent: URGENT,
    sources: [deliveries.source],
    schedule: [
      ...schedule(db, files, log, config.secret, publicUrl, config.coop),
      { name: 'backup', cron: '47 1 * * *', run: backups.regular },
    ],
  });
  const services: Services = {
    log,
    incidents,
    diskWritable: () => isWritable(temporaryFolder),
    files,
    pdf,
    auth: authGateway(db, auth, config.oidc !== null),
    secret: config.secret,
    publicUrl,
    directoryUrl: config.directoryUrl,
    coop: config.coop,
    demonstration,
    mailbox: config.smtpUrl === null || config.sms === null,
    smsToken: config.sms?.token ?? null,
    wake: jobs.wake,
    queues: jobs,
    temporaryFolder,
    background: background.run,
    backups,
    held,
    oidcLabel: config.oidc?.label ?? null,
    counterFiles: readCounterFiles(join(root, 'build/client/assets/counter')),
  };

  const migrations = await readMigrations();
  const built = (path: string) => import(pathToFileURL(join(root, 'build', path)).href);
  const pages = (await built('server/index.js')) as PageModule;
  const address: PublicAddress = {
    configured: config.publicUrl,
    behindProxy: config.proxyHops > 0,
  };
  const options: AppOptions = {
    db,
    log,
    metrics,
    incidents,
    publicUrl,
    address,
    proxyHops: config.proxyHops,
    known: knownPaths(addressesOf(pages.declaredRoutes())),
    metricsToken: config.metricsToken,
    identityProvider: config.oidc?.issuer ?? null,
    clientFolder: join(root, 'build/client'),
    uploads: UPLOADS,
    queues: jobs.states,
    migrated: async () => (await pendingMigrations(db, migrations)).length === 0,
    diskWritable: services.diskWritable,
  };
  const app = createApp(options);
  app.use(async (c, next) => {
    if (!isLibraryPath(c.req.path)) return next();
    const back =
      config.oidc && c.req.method === 'GET' && new URL(c.req.url).pathname === CALLBACK_PATH;
    return back ? finishOidc(auth, c.req.raw) : c.notFound();
  });
  app.route(
    '/api/v1',
    createApi({
      db,
      services,
      actorOf: (token) => tokenActor(db, token, departmentsOf),
    }),
  );

  const english = (await built('en/server/index.js')) as EnglishScripts;
  const handlePage = pages.pageHandler(english.default);
  app.all('*', async (c) => {
    const session = await signedIn(db, auth, c.req.raw.headers, departmentsOf);
    const locale: Locale =
      session?.locale ??
      chosenLocale(c.req.header('cookie')) ??
      preferredLocale(c.req.header('accept-language'));
    const ctx: Ctx = { db, actor: session?.actor ?? ANONYMOUS, locale, now: new Date() };
    let wait: number | null = null;
    const answer = await handlePage(asSent(c.req.raw, address), {
      ctx,
      services,
      nonce: c.get('nonce'),
      clientAddress: c.get('clientAddress'),
      later: (seconds) => {
        wait = seconds;
      },
    });
    if (wait !== null) answer.headers.set('retry-after', String(wait));
    return answer;
  });

  // With the embedded database this process alone can make a backup: commands ask it to.
  const commands =
    handle.engine === 'pglite'
      ? await takeCommands(
          config.dataFolder,
          {
            backup: (asked) => backups.make(backupAsked(asked)),
            verify: () => verifyAlliance({ db, files, secret: config.secret }),
          },
          log,
        )
      : null;
  const server = await listen(app.fetch, config.port, config.host);
  const monitor =
    config.metricsPort === null
      ? null
      : await listen(createMonitor(options).fetch, config.metricsPort, config.host);
  const port = (server.address() as { port: number }).port;
  return {
    url: config.publicUrl ?? `http://localhost:${port}`,
    async signInAddress(email) {
      const { tokenFor } = await import('../modules/accounts/public.ts');
      return `${publicUrl}/connexion/lien?jeton=${await tokenFor(auth, email)}`;
    },
    async stop() {
      await Promise.all([server, ...(monitor ? [monitor] : [])].map(closed));
      await commands?.stop();
      await background.idle();
      await Promise.all([jobs.stop(), deliveries.stop(STOP_GRACE_MS)]);
      unbound?.();
    },
  };
}

/** A held copy does no work of its own: what waits goes on waiting. */
function heldJobs(): Jobs {
  const nothing = async (): Promise<void> => undefined;
  return {
    start: nothing,
    wake: () => undefined,
    add: nothing,
    states: async () => [],
    again: nothing,
    stop: nothing,
  };
}

function chosenLocale(cookie: string | undefined): Locale | null {
  const found = /(?:^|;\s*)langue=(fr|en)(?:;|$)/.exec(cookie ?? '')?.[1];
  return found === 'fr' || found === 'en' ? found : null;
}

async function regionDepartments(handle: DatabaseHandle): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ region_code: string; codes: string[] }>`
    SELECT region_code, array_agg(code ORDER BY code) AS codes FROM department GROUP BY 1`.execute(
    handle.db,
  );
  return new Map(rows.map((row) => [row.region_code, row.codes]));
}

/** Every address of the product, for the names that logs call them by. */
function addressesOf(pages: readonly { readonly path: string }[]): string[] {
  return [
    ...pages.map(({ path }) => path),
    ...OPERATIONS.map(({ path }) => `/api/v1${path}`),
    '/api/v1/openapi.json',
    '/api/v1/docs',
    ...['/healthz', '/readyz', '/metrics', '/assets', '/auth', '/favicon.svg', '/api.css'],
  ];
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], port: number, hostname: string) {
  return new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const server = serve({ fetch, port, hostname }, () => resolve(server));
    server.once('error', reject);
  });
}

function closed(server: ReturnType<typeof serve>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
