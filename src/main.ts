import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seedDemonstration } from './demonstration/seed.ts';
import {
  ensureAccount,
  firstAdministrator,
  listDemonstrationAccounts,
} from './modules/accounts/public.ts';
import { readConfig } from './platform/config/config.ts';
import { readSetting, writeSetting } from './platform/db/setting.ts';
import { databaseTrouble } from './platform/db/trouble.ts';
import { createLog } from './platform/log/log.ts';
import { isHeld } from './server/backup/hold.ts';
import { openingProblem } from './server/installation/say.ts';
import { filesOf, openAlliance } from './server/open-alliance.ts';
import {
  canListen,
  databaseAway,
  isReachable,
  openDemonstration,
  portTaken,
} from './server/refusals.ts';
import { startServing } from './server/serve.ts';

const started = performance.now();
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(1)} s`;

const { values: flags } = parseArgs({
  options: {
    port: { type: 'string' },
    data: { type: 'string' },
    empty: { type: 'boolean', default: false },
    demonstration: { type: 'boolean', default: false },
  },
});

const read = readConfig({
  ...process.env,
  ...(flags.port ? { PORT: flags.port } : {}),
  ...(flags.data ? { MAILLAGE_DATA: flags.data } : {}),
});
if (!read.ok) {
  say('La configuration n’est pas utilisable / The configuration cannot be used:');
  for (const problem of read.failure.problems) say(`  ${problem.variable}: ${problem.message}`);
  process.exit(1);
}
const config = read.value;
const log = createLog(config.logLevel);

// Said before any work: a first start takes half a minute.
if (!(await canListen(config.port, config.host))) refuse(portTaken(config.port));
const open = isReachable(config) && !flags.demonstration;
const fresh = !config.databaseUrl && !existsSync(join(config.dataFolder, 'database'));
if (fresh && open && !flags.empty) refuse(openDemonstration(config));

const opened = await openAlliance(config, say).catch((error: unknown) => {
  if (databaseTrouble(error) === null) throw error;
  return refuse(databaseAway(error));
});
if (!opened.ok) {
  for (const locale of ['fr', 'en'] as const) say(openingProblem(opened.failure, locale));
  process.exit(1);
}
const { handle, close } = opened.value;
const { db } = handle;

const kind = await readSetting<boolean>(db, 'alliance.demonstration');
const seeding = kind === undefined && !flags.empty && handle.engine === 'pglite';
if ((kind === true || seeding) && open) {
  await close();
  refuse(openDemonstration(config));
}
if (kind === undefined) {
  // A real server's database is filled with invented data only when asked.
  const wanted = !flags.empty && (handle.engine === 'pglite' || flags.demonstration);
  if (wanted) {
    say('Préparation de l’alliance de démonstration (une seule fois)…');
    await seedDemonstration(db, {
      scale: config.demoScale,
      now: new Date(),
      files: filesOf(config),
      secret: config.secret,
      progress: (text) => say(`  ${text}`),
    });
  } else {
    await db.transaction().execute(async (trx) => {
      await ensureAccount(
        trx,
        {
          email: 'admin@localhost.localdomain',
          name: 'Administration',
          locale: 'fr',
          grants: [
            { role: 'admin', scopeKind: 'national', scopeCode: '' },
            { role: 'alliance-lead', scopeKind: 'national', scopeCode: '' },
          ],
        },
        null,
      );
      await writeSetting(trx, 'alliance.demonstration', false);
    });
  }
}

const serving = await startServing(config, handle, log);
say(`\nMaillage : ${serving.url}   (prêt en ${seconds()})`);
if (await readSetting<boolean>(db, 'alliance.demonstration')) {
  say(`Connexions de démonstration, un clic par rôle : ${serving.url}/connexion`);
  for (const account of await listDemonstrationAccounts(db))
    say(`  ${account.role.padEnd(20)} ${account.name}`);
} else if (kind === undefined) {
  say('Première connexion (lien valable 15 minutes) / First sign-in:');
  say(`  ${await serving.signInAddress('admin@localhost.localdomain')}`);
}

if (await isHeld(db)) {
  say(
    '\nCopie retenue : rien ne part d’ici, aucun travail de nuit, jusqu’à « maillage release ». / A held copy: nothing leaves from here until “maillage release”.',
  );
  // A held copy sends no sign-in links either.
  const email = await firstAdministrator(db);
  if (email) say(`  ${await serving.signInAddress(email)}`);
}

function refuse(why: string): never {
  say(why);
  process.exit(1);
}

let stopping = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A terminal's Ctrl-C reaches us twice, once through npm; a later one means « now ».
    if (stopping > 0 && Date.now() - stopping < 1_500) return;
    if (stopping > 0) process.exit(1);
    stopping = Date.now();
    say('Arrêt…');
    serving
      .stop()
      .then(close)
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'stop failed');
          process.exit(1);
        },
      );
  });
}
