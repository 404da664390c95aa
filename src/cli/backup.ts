import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Encryption, newKeyPair, readPassphrase } from '../platform/backup/encryption.ts';
import type { Config } from '../platform/config/config.ts';
import { createLog } from '../platform/log/log.ts';
import { fail, ok, type Result } from '../platform/result.ts';
import { type AskedFailure, createBackups } from '../server/backup/backups.ts';
import { askServer } from '../server/backup/control.ts';
import type { BackupOptions, BackupReport } from '../server/backup/make.ts';
import { backupLines, backupProblem, backupWords } from '../server/backup/say.ts';
import type { OpeningFailure } from '../server/installation/check.ts';
import { filesOf, openAlliance } from '../server/open-alliance.ts';
import { configOf, localeOf, say, withUsage } from './common.ts';

export const BACKUP_USAGE = `maillage backup [--out FILE|DIR] [--encrypt PASSPHRASE-FILE | --recipient age1…]
                [--with-secret | --without-secret] [--data DIR] [--json] [--lang fr|en]`;

/**
 * `maillage backup`: while the server runs or not. A running server that holds the embedded
 * database makes it itself, asked over a socket that only its owner can use.
 * @returns 0 when the archive was read back and is whole, 2 when the alliance had lost files
 * before, 1 when there is no backup
 */
export function backupCommand(argv: string[]): Promise<number> {
  return withUsage(BACKUP_USAGE, async () => {
    const { values } = parseArgs({
      args: argv,
      options: {
        out: { type: 'string' },
        encrypt: { type: 'string' },
        recipient: { type: 'string', multiple: true, default: [] },
        'with-secret': { type: 'boolean' },
        'without-secret': { type: 'boolean' },
        json: { type: 'boolean' },
        data: { type: 'string' },
        lang: { type: 'string' },
      },
    });
    const locale = localeOf(values.lang);
    const config = configOf(values.data);
    if (!config) return 1;
    if (values.encrypt && values.recipient.length > 0) {
      say(backupWords(locale).usage.both);
      return 1;
    }
    const encryption = await encryptionOf(values.encrypt, values.recipient);
    if (!encryption.ok) {
      say(backupProblem(encryption.failure, locale));
      return 1;
    }
    const withSecret = values['without-secret'] ? false : values['with-secret'] ? true : undefined;
    const made = await make(config, {
      out: resolve(values.out ?? config.backup?.folder ?? join(config.dataFolder, 'backups')),
      encryption: encryption.value,
      withSecret,
      now: new Date(),
    });
    if (values.json)
      process.stdout.write(`${JSON.stringify(made.ok ? made.value : made.failure)}\n`);
    if (!made.ok) {
      say(backupProblem(made.failure, locale));
      return 1;
    }
    const secretAt =
      config.secretOrigin === 'environment' ? 'MAILLAGE_SECRET' : join(config.dataFolder, 'secret');
    const lines = backupLines(made.value, secretAt, locale);
    if (values.json) for (const line of lines) say(line);
    else process.stdout.write(`${lines.join('\n')}\n`);
    return made.value.missing.length > 0 ? 2 : 0;
  });
}

async function encryptionOf(passphraseFile: string | undefined, recipients: readonly string[]) {
  if (recipients.length > 0) return ok<Encryption | null>({ recipients });
  if (!passphraseFile) return ok<Encryption | null>(null);
  const read = await readPassphrase(passphraseFile);
  return read.ok ? ok<Encryption | null>({ passphrase: read.value }) : read;
}

/** What a socket carries: dates are text there. */
type Asked = Result<BackupReport, AskedFailure>;

async function make(
  config: Config,
  options: BackupOptions,
): Promise<Result<BackupReport, AskedFailure | OpeningFailure>> {
  if (!config.databaseUrl) {
    const answer = (await askServer(config.dataFolder, 'backup', options)) as Asked | null;
    if (answer) return answer.ok ? ok(answer.value) : fail(answer.failure);
  }
  const opened = await openAlliance(config, say);
  if (!opened.ok) return opened;
  const { handle, close } = opened.value;
  try {
    const log = createLog('silent');
    return await createBackups(config, handle, filesOf(config), log).make(options);
  } finally {
    await close();
  }
}

export const KEYGEN_USAGE = 'maillage keygen --out FILE';

/** `maillage keygen`: makes a pair of age keys; the private one goes to a file of its owner’s. */
export function keygenCommand(argv: string[]): Promise<number> {
  return withUsage(KEYGEN_USAGE, async () => {
    const { values } = parseArgs({
      args: argv,
      options: { out: { type: 'string' }, lang: { type: 'string' } },
    });
    const locale = localeOf(values.lang);
    const t = backupWords(locale);
    if (!values.out) {
      say(t.usage.keyOut);
      return 1;
    }
    const file = resolve(values.out);
    const { identity, recipient } = await newKeyPair();
    try {
      const text = `# public key: ${recipient}\n${identity}\n`;
      await writeFile(file, text, { mode: 0o600, flag: 'wx', flush: true });
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EEXIST';
      const detail = (error as Error).message;
      say(
        taken
          ? t.failures.alreadyThere(file)
          : backupProblem({ code: 'not-writable', path: file, detail }, locale),
      );
      return 1;
    }
    process.stdout.write(`${t.keyWritten(file, recipient)}\n`);
    return 0;
  });
}
