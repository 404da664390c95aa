import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from '@hono/node-server';
import { sql } from 'kysely';
import { createApi } from '../api/api.ts';
import { authGateway, createSignIn, signedIn, tokenActor } from '../modules/accounts/public.ts';
import { markInterrupted } from '../modules/imports/public.ts';
import { deliverDue, mailHandler, webhookHandler } from '../modules/notifications/public.ts';
import { orientationHandler } from '../modules/orientation/public.ts';
import { sealingHandler } from '../modules/partnerships/public.ts';
import { ANONYMOUS, type Ctx, type Locale } from '../platform/access/access.ts';
import type { Config } from '../platform/config/config.ts';
import { pendingMigrations, readMigrations } from '../platform/db/migrate.ts';
import type { DatabaseHandle } from '../platform/db/open.ts';
import { readSetting } from '../platform/db/setting.ts';
import { createApp } from '../platform/http/app.ts';
import type { Services } from '../platform/http/services.ts';
import { preferredLocale } from '../platform/i18n/messages.ts';
import { type Jobs, startJobs } from '../platform/jobs/jobs.ts';
import type { Log } from '../platform/log/log.ts';
import { mailboxMail, smtpMail } from '../platform/mail/mail.ts';
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
  const auth = createSignIn({ db, secret: config.secret, publicUrl, oidc: config.oidc });
  const background = backgroundWork(log);
  // One embedded database has one process: what it left running, it no longer runs.
  if (handle.engine === 'pglite') await markInterrupted(db);
  const temporaryFolder = join(config.dataFolder, 'temporary');
  mkdirSync(temporaryFolder, { recursive: true });

  const files = filesOf(config);
  const pdf = typstPdf(join(root, 'src'));

  const backups = createBackups(config, handle, files, log);
  const held = await isHeld(db);

  const webhooks = { db, secret: config.secret, allowPrivate: config.webhooksPrivate };
  const jobs = await (held ? heldJobs : startJobs)({
    handle,
    log,
    handlers: {
      sealing: sealingHandler({ db, files, pdf, publicUrl, secret: config.secret }),
      mails: mailHandler({
        db,
        publicUrl,
        secret: config.secret,
        send: config.smtpUrl ? smtpMail(config.smtpUrl, config.mailFrom) : mailboxMail(db),
        sms: config.sms ? httpSms(config.sms) : mailboxSms(db),
      }),
      webhooks: webhookHandler(webhooks),
      orientations: orientationHandler(db),
    },
    schedule: [
      ...schedule(db, files, log, config.secret, publicUrl, config.coop),
      { name: 'backup', cron: '47 1 * * *', run: backups.regular },
      {
        name: 'webhooks',
        cron: '* * * * *',
        run: async () => {
          await deliverDue(webhooks, new Date());
        },
      },
    ],
  });
  const services: Services = {
    log,
    files,
    pdf,
    auth: authGateway(auth, config.oidc !== null),
    secret: config.secret,
    publicUrl,
    directoryUrl: config.directoryUrl,
    coop: config.coop,
    demonstration,
    mailbox: config.smtpUrl === null || config.sms === null,
    smsToken: config.sms?.token ?? null,
    wake: jobs.wake,
    temporaryFolder,
    background: background.run,
    backups,
    held,
    oidcLabel: config.oidc?.label ?? null,
    counterFiles: readCounterFiles(join(root, 'build/client/assets/counter')),
  };

  const migrations = await readMigrations();
  const app = createApp({
    db,
    log,
    publicUrl,
    trustProxy: config.trustProxy,
    identityProvider: config.oidc?.issuer ?? null,
    clientFolder: join(root, 'build/client'),
    uploads: UPLOADS,
    migrated: async () => (await pendingMigrations(db, migrations)).length === 0,
  });
  app.all('/auth/*', (c) => auth.handler(c.req.raw));
  app.route(
    '/api/v1',
    createApi({
      db,
      services,
      actorOf: (token) => tokenActor(db, token, departmentsOf),
    }),
  );

  const built = (path: string) => import(pathToFileURL(join(root, 'build', path)).href);
  const pages = (await built('server/index.js')) as PageModule;
  pages.declaredRoutes();
  const english = (await built('en/server/index.js')) as EnglishScripts;
  const handlePage = pages.pageHandler(english.default);
  app.all('*', async (c) => {
    const session = await signedIn(db, auth, c.req.raw.headers, departmentsOf);
    const locale: Locale =
      session?.locale ??
      chosenLocale(c.req.header('cookie')) ??
      preferredLocale(c.req.header('accept-language'));
    const ctx: Ctx = { db, actor: session?.actor ?? ANONYMOUS, locale, now: new Date() };
    return handlePage(c.req.raw, {
      ctx,
      services,
      nonce: c.get('nonce'),
      clientAddress: c.get('clientAddress'),
    });
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
  const server = await listen(app.fetch, config);
  const port = (server.address() as { port: number }).port;
  return {
    url: config.publicUrl ?? `http://localhost:${port}`,
    async signInAddress(email) {
      const { tokenFor } = await import('../modules/accounts/public.ts');
      return `${publicUrl}/connexion/lien?jeton=${await tokenFor(auth, email)}`;
    },
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      });
      await commands?.stop();
      await background.idle();
      await jobs.stop();
    },
  };
}

/** A held copy does no work of its own: what waits goes on waiting. */
async function heldJobs(): Promise<Jobs> {
  return { wake: () => undefined, stop: async () => undefined };
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

function listen(fetch: Parameters<typeof serve>[0]['fetch'], config: Config) {
  return new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const server = serve({ fetch, port: config.port, hostname: config.host }, () =>
      resolve(server),
    );
    server.once('error', reject);
  });
}
