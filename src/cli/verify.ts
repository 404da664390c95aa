import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readArchive } from '../platform/backup/archive.ts';
import { readDecryption } from '../platform/backup/encryption.ts';
import type { Config } from '../platform/config/config.ts';
import type { Locale } from '../platform/i18n/messages.ts';
import { fail, ok, type Result } from '../platform/result.ts';
import { askServer } from '../server/backup/control.ts';
import { backupProblem, backupWords, verifyLines } from '../server/backup/say.ts';
import { type VerifyReport, verifyAlliance } from '../server/backup/verify.ts';
import type { OpeningFailure } from '../server/installation/check.ts';
import { openingProblem } from '../server/installation/say.ts';
import { filesOf, openAlliance } from '../server/open-alliance.ts';
import { configOf, localeOf, say, withUsage } from './common.ts';

export const VERIFY_USAGE =
  'maillage verify [FILE [--decrypt FILE]] [--data DIR] [--json] [--lang fr|en]';

/**
 * `maillage verify`: whether an alliance is whole, or, with a file, whether a backup is.
 * @returns 0 when it is, 2 when something differs, 1 when it could not be looked at
 */
export function verifyCommand(argv: string[]): Promise<number> {
  return withUsage(VERIFY_USAGE, async () => {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        decrypt: { type: 'string' },
        json: { type: 'boolean', default: false },
        lang: { type: 'string' },
      },
    });
    const locale = localeOf(values.lang);
    const [archive] = positionals;
    if (archive) return verifyArchive(resolve(archive), values.decrypt, values.json, locale);
    const config = configOf(values.data);
    if (!config) return 1;
    const looked = await look(config);
    if (!looked.ok) {
      say(openingProblem(looked.failure, locale));
      return 1;
    }
    const { differences } = looked.value;
    process.stdout.write(`${values.json ? JSON.stringify(looked.value) : differences}\n`);
    for (const line of verifyLines(looked.value, locale)) say(line);
    return differences > 0 ? 2 : 0;
  });
}

async function look(config: Config): Promise<Result<VerifyReport, OpeningFailure>> {
  if (!config.databaseUrl) {
    const answer = (await askServer(config.dataFolder, 'verify', {})) as VerifyReport | null;
    if (answer) return ok(answer);
  }
  const opened = await openAlliance(config, say);
  if (!opened.ok) return fail(opened.failure);
  const { handle, close } = opened.value;
  try {
    const files = filesOf(config);
    return ok(await verifyAlliance({ db: handle.db, files, secret: config.secret }));
  } finally {
    await close();
  }
}

async function verifyArchive(
  path: string,
  keyFile: string | undefined,
  json: boolean,
  locale: Locale,
): Promise<number> {
  const decryption = keyFile ? await readDecryption(keyFile) : null;
  const read =
    decryption && !decryption.ok ? decryption : await readArchive(path, decryption?.value ?? null);
  if (!read.ok) {
    if (json) process.stdout.write(`${JSON.stringify(read.failure)}\n`);
    say(backupProblem(read.failure, locale));
    return read.failure.code === 'archive-damaged' ? 2 : 1;
  }
  const { madeAt, members, files } = read.value;
  const t = backupWords(locale);
  if (json) process.stdout.write(`${JSON.stringify({ ...read.value, members: members.length })}\n`);
  else process.stdout.write(`${t.archiveWhole(path, madeAt, String(members.length))}\n`);
  for (const key of files.missing) say(t.fileMissing(key));
  return files.missing.length > 0 ? 2 : 0;
}
