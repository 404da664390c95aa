import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openApiDocument } from './api/openapi.ts';
import { OPERATIONS } from './api/operations.ts';
import { backupCommand, keygenCommand } from './cli/backup.ts';
import { configOf, say } from './cli/common.ts';
import { feedsCommand } from './cli/feeds.ts';
import { importCommand } from './cli/import.ts';
import { releaseCommand, restoreCommand } from './cli/restore.ts';
import { verifyCommand } from './cli/verify.ts';
import { seedDemonstration } from './demonstration/seed.ts';
import { startCoop } from './modules/advisors/public.ts';
import { IMPORT_KINDS } from './modules/imports/public.ts';
import type { Config } from './platform/config/config.ts';
import type { Db } from './platform/db/schema.ts';
import { readSetting } from './platform/db/setting.ts';
import { openingProblem } from './server/installation/say.ts';
import { filesOf, openAlliance } from './server/open-alliance.ts';

const USAGE = `maillage COMMAND

  import KIND FILE [--dry-run] [--json] [--data DIR] [--map FILE] [--lang fr|en]
                     KIND: ${IMPORT_KINDS.join(' ')}
                     what is written is listed on the screen « Importations »; imports of
                     partners and partnerships are undone there
  migrate            bring the database up to date
  seed [--scale N]   fill an empty alliance with the demonstration
  backup [--out FILE|DIR] [--encrypt PASSPHRASE-FILE | --recipient age1…]
         [--with-secret | --without-secret]
                     one verified archive of database and files, while the server runs or not
  restore FILE [--decrypt FILE] [--secret-file FILE] [--replace] [--hold]
                     into an empty data folder or DATABASE_URL; --hold: nothing is sent from it
  release            let a copy that was restored with --hold send again
  keygen --out FILE  make a pair of age keys to encrypt backups with
  verify [FILE [--decrypt FILE]]
                     look whether the alliance (roll-ups, files, sealed values) or a backup is
                     whole; exit 2 when something differs
  feeds [--out DIR]  build the open data feeds, write them to DIR (default ./feeds) and check them;
                     exit 2 when rows were left out, 1 when a feed is not valid
  coop               import from La Coop what changed since the last time (COOP_TOKEN)
  openapi            write docs/openapi.json

  All take --data DIR (embedded database) or DATABASE_URL.
`;

const [command, ...rest] = process.argv.slice(2);
process.exitCode = await run(command, rest);

async function run(name: string | undefined, argv: string[]): Promise<number> {
  switch (name) {
    case 'import':
      return importCommand(argv);
    case 'feeds':
      return feedsCommand(argv);
    case 'backup':
      return backupCommand(argv);
    case 'restore':
      return restoreCommand(argv);
    case 'release':
      return releaseCommand(argv);
    case 'keygen':
      return keygenCommand(argv);
    case 'verify':
      return verifyCommand(argv);
    case 'openapi': {
      const document = openApiDocument(OPERATIONS, 'http://localhost:3000');
      await writeFile(
        join(import.meta.dirname, '../docs/openapi.json'),
        `${JSON.stringify(document, null, 2)}\n`,
      );
      return 0;
    }
    case 'migrate':
    case 'coop':
    case 'seed':
      return withAlliance(name, argv);
    default:
      process.stdout.write(USAGE);
      return name === undefined || name === 'help' || name === '--help' ? 0 : 1;
  }
}

/** Imports from La Coop now. @returns 0 when all pages were read, 1 otherwise */
async function coop(db: Db, access: Config['coop']): Promise<number> {
  if (!access) {
    say('COOP_TOKEN is not set');
    return 1;
  }
  const started = await startCoop({ db, access, now: () => new Date(), startedBy: null });
  if (!started.ok) {
    say('An import from La Coop is running already');
    return 1;
  }
  const state = await started.value.work();
  say(`La Coop: ${state}. See /conseillers/coop`);
  return state === 'done' ? 0 : 1;
}

async function withAlliance(name: 'migrate' | 'seed' | 'coop', argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: { data: { type: 'string' }, scale: { type: 'string' } },
  });
  const config = configOf(values.data);
  if (!config) return 1;
  const opened = await openAlliance(config, say, { patient: true });
  if (!opened.ok) {
    for (const locale of ['fr', 'en'] as const) say(openingProblem(opened.failure, locale));
    return 1;
  }
  const { handle, close } = opened.value;
  try {
    if (name === 'migrate') return 0;
    if (name === 'coop') return coop(handle.db, config.coop);
    if ((await readSetting(handle.db, 'alliance.demonstration')) !== undefined) {
      say('This alliance is not empty');
      return 1;
    }
    const scale = Number(values.scale ?? config.demoScale);
    const files = filesOf(config);
    await seedDemonstration(handle.db, {
      scale,
      now: new Date(),
      files,
      secret: config.secret,
      progress: say,
    });
    return 0;
  } finally {
    await close();
  }
}
