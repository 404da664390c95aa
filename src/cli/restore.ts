import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readDecryption } from '../platform/backup/encryption.ts';
import { release } from '../server/backup/hold.ts';
import { restoreBackup } from '../server/backup/restore.ts';
import { backupProblem, backupWords, restoreLines } from '../server/backup/say.ts';
import { openingProblem } from '../server/installation/say.ts';
import { openAlliance } from '../server/open-alliance.ts';
import { configOf, localeOf, say, withUsage } from './common.ts';

export const RESTORE_USAGE = `maillage restore FILE [--data DIR] [--decrypt FILE] [--secret-file FILE] [--replace]
                 [--hold] [--json] [--lang fr|en]`;

/**
 * `maillage restore FILE`: into an empty data folder, or the PostgreSQL of DATABASE_URL.
 * @returns 0 when what was restored is whole, 2 when it differs (it is restored all the same: the
 * alliance was so when the backup was made), 1 when nothing was restored
 */
export function restoreCommand(argv: string[]): Promise<number> {
  return withUsage(RESTORE_USAGE, async () => {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        decrypt: { type: 'string' },
        'secret-file': { type: 'string' },
        replace: { type: 'boolean', default: false },
        hold: { type: 'boolean', default: false },
        json: { type: 'boolean' },
        lang: { type: 'string' },
      },
    });
    const locale = localeOf(values.lang);
    const config = configOf(values.data);
    if (!config) return 1;
    const [archive] = positionals;
    if (!archive) {
      say(backupWords(locale).usage.file);
      say(RESTORE_USAGE);
      return 1;
    }
    const decryption = values.decrypt ? await readDecryption(values.decrypt) : null;
    if (decryption && !decryption.ok) {
      say(backupProblem(decryption.failure, locale));
      return 1;
    }
    const apart = values['secret-file'];
    const given = apart ? await readFile(apart, 'utf8').catch(() => '') : '';
    if (apart && !given.trim()) {
      say(backupProblem({ code: 'key-file', path: apart }, locale));
      return 1;
    }
    const fromEnvironment = config.secretOrigin === 'environment' ? config.secret : null;
    const secret = given
      ? { text: given.trim(), keep: true }
      : fromEnvironment
        ? { text: fromEnvironment, keep: false }
        : null;
    const restored = await restoreBackup({
      archive: resolve(archive),
      decryption: decryption?.value ?? null,
      dataFolder: config.dataFolder,
      databaseUrl: config.databaseUrl,
      replace: values.replace,
      hold: values.hold,
      secret,
      now: new Date(),
    });
    if (values.json)
      process.stdout.write(`${JSON.stringify(restored.ok ? restored.value : restored.failure)}\n`);
    if (!restored.ok) {
      say(backupProblem(restored.failure, locale));
      return 1;
    }
    const where = config.databaseUrl ? `DATABASE_URL, ${config.dataFolder}` : config.dataFolder;
    const lines = restoreLines(restored.value, where, locale);
    if (values.json) for (const line of lines) say(line);
    else process.stdout.write(`${lines.join('\n')}\n`);
    return restored.value.verified.differences > 0 ? 2 : 0;
  });
}

/** `maillage release`: lets a copy that was restored with `--hold` send and work again. */
export function releaseCommand(argv: string[]): Promise<number> {
  return withUsage('maillage release [--data DIR] [--lang fr|en]', async () => {
    const { values } = parseArgs({
      args: argv,
      options: { data: { type: 'string' }, lang: { type: 'string' } },
    });
    const locale = localeOf(values.lang);
    const config = configOf(values.data);
    if (!config) return 1;
    const opened = await openAlliance(config, say);
    if (!opened.ok) {
      say(openingProblem(opened.failure, locale));
      return 1;
    }
    const { handle, close } = opened.value;
    try {
      const t = backupWords(locale);
      process.stdout.write(`${(await release(handle.db)) ? t.released : t.notHeld}\n`);
      return 0;
    } finally {
      await close();
    }
  });
}
