import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { testFolder } from '../../../tests/support/folder.ts';
import { backupTroubled, readBackupState } from '../../platform/backup/state.ts';
import { type Config, readConfig } from '../../platform/config/config.ts';
import { Metrics } from '../../platform/http/metrics.ts';
import { createLog } from '../../platform/log/log.ts';
import { filesOf } from '../open-alliance.ts';
import { createBackups } from './backups.ts';
import { askServer, backupAsked, controlPath, takeCommands } from './control.ts';

const folder = testFolder();
const log = createLog('silent');
let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

function configOf(backupFolder: string, more: Record<string, string> = {}): Config {
  const read = readConfig({
    MAILLAGE_DATA: join(folder.path, 'data'),
    MAILLAGE_SECRET: 'x'.repeat(32),
    BACKUP_FOLDER: backupFolder,
    BACKUP_KEEP: '1,0,0',
    ...more,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}

const backupsOf = (config: Config) => createBackups(config, test.handle, filesOf(config), log);

describe('the backup of every night', () => {
  it('is noted when it failed, in both languages, and fails its work so that it is tried again', async () => {
    const notAFolder = folder.write('file', '');
    await expect(backupsOf(configOf(join(notAFolder, 'x'))).regular()).rejects.toThrow();
    const state = await readBackupState(test.db);
    expect(state.failure?.problem.fr).toContain('ne peut pas être écrit');
    expect(state.failure?.problem.en).toContain('cannot be written');
    expect(backupTroubled(state, new Date())).toBe(true);
    expect(await new Metrics().text(test.db, [])).toContain('maillage_backup_age_seconds +Inf');

    const noPhrase = configOf(folder.path, { BACKUP_PASSPHRASE_FILE: '/nowhere/phrase' });
    await expect(backupsOf(noPhrase).regular()).rejects.toThrow('/nowhere/phrase');
  });

  it('is noted when it succeeded, and the outdated ones go', async () => {
    const target = join(folder.path, 'nightly');
    const backups = backupsOf(configOf(target));
    await backups.regular();
    await backups.regular();
    const [name = '', ...others] = readdirSync(target);
    expect(others).toEqual([]);
    const state = await readBackupState(test.db);
    expect(state).toMatchObject({ success: { name, kept: 1, encrypted: false }, failure: null });
    expect(statSync(join(target, name)).size).toBe(state.success?.bytes);
    expect(backupTroubled(state, new Date())).toBe(false);
    expect(backupTroubled(state, new Date(Date.now() + 27 * 3_600_000))).toBe(true);
    expect(await new Metrics().text(test.db, [])).toMatch(/maillage_backup_age_seconds \d/);
  });

  it('is one at a time', async () => {
    const backups = backupsOf(configOf(join(folder.path, 'one')));
    const options = { out: join(folder.path, 'a.zst'), encryption: null, now: new Date() };
    const first = backups.make(options);
    expect(await backups.make(options)).toMatchObject({ failure: { code: 'already-running' } });
    expect(await first).toMatchObject({ ok: true });
  });
});

describe('commands to a running server', () => {
  it('reach it over a socket of its owner’s alone, and nobody when it is gone', async () => {
    const long = join(folder.path, 'a'.repeat(100));
    for (const data of [folder.path, long]) {
      expect(await askServer(data, 'echo', {})).toBeNull();
      const commands = { echo: async (said: unknown) => said };
      const taking = await takeCommands(data, commands, log);
      expect(await askServer(data, 'echo', { a: [1] })).toEqual({ a: [1] });
      await expect(askServer(data, 'other', {})).rejects.toThrow('unknown command');
      expect(statSync(controlPath(data)).mode & 0o077).toBe(0);
      await taking.stop();
      expect(await askServer(data, 'echo', {})).toBeNull();
    }
    const shared = join(controlPath(long), '..');
    chmodSync(shared, 0o777);
    await expect(takeCommands(long, {}, log)).rejects.toThrow('somebody else');
    chmodSync(shared, 0o700);
  });

  it('refuse what is no backup', () => {
    expect(() => backupAsked({ out: 1 })).toThrow();
    const asked = { out: '/x', encryption: null, now: '2026-11-30T00:00:00.000Z' };
    expect(backupAsked(asked).now).toEqual(new Date(asked.now));
  });
});
