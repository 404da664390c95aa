import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataFolder } from './lock.ts';

let folder: string;
const started: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maillage-lock-'));
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const SCRIPT = `
import { lockDataFolder } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
const taken = lockDataFolder(process.argv[1]);
// What nobody refers to any more is collected: the lock must not be.
const answer = JSON.stringify(taken.ok ? { ok: true, pid: process.pid } : taken.failure);
if (taken.ok) setInterval(() => undefined, 1000);
setImmediate(() => {
  globalThis.gc();
  setImmediate(() => console.log(answer));
});
`;

interface Other {
  readonly child: ChildProcess;
  /** What it said: that it has the folder, or who has. */
  readonly said: { readonly ok?: true; readonly pid?: number; readonly code?: string };
}

/** Another process that tries to take the folder, and keeps it when it can. */
async function another(prefix: readonly string[] = []): Promise<Other> {
  const [command = '', ...args] = [
    ...prefix,
    process.execPath,
    ...['--expose-gc', '--input-type=module', '--eval', SCRIPT, folder],
  ];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  for await (const line of createInterface({ input: child.stdout }))
    return { child, said: JSON.parse(line) };
  throw new Error('it said nothing');
}

const ended = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(undefined);
    else child.once('exit', resolve);
  });

describe('a data folder', () => {
  it('belongs to one process, and the second is told to whom', async () => {
    const mine = lockDataFolder(folder);
    if (!mine.ok) throw new Error('refused');
    const { said } = await another();
    expect(said).toMatchObject({ code: 'data-folder-busy', holder: { pid: process.pid } });
    expect(lockDataFolder(folder)).toMatchObject({ ok: false });
    mine.value();
    const next = await another();
    expect(next.said.ok).toBe(true);
  });

  it('is free when its holder was killed, for exactly one of three that come at once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const first = await another();
      expect(first.said.ok).toBe(true);
      first.child.kill('SIGKILL');
      await ended(first.child);
      const three = await Promise.all([another(), another(), another()]);
      expect(three.filter(({ said }) => said.ok)).toHaveLength(1);
      for (const { child } of three) child.kill('SIGKILL');
      await Promise.all(three.map(({ child }) => ended(child)));
    }
  }, 60_000);

  it('belongs to one process in another PID namespace too, as in two containers', async (test) => {
    const unshare = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];
    const [command = '', ...args] = unshare;
    if (spawnSync(command, [...args, 'true']).status !== 0)
      return test.skip('this machine does not let us make a PID namespace');
    const first = await another(unshare);
    expect(first.said).toMatchObject({ ok: true, pid: 1 });
    const second = await another(unshare);
    expect(second.said).toMatchObject({ code: 'data-folder-busy', holder: { pid: 1 } });
  }, 30_000);

  it('is not given back by who does not hold it', () => {
    const mine = lockDataFolder(folder);
    if (!mine.ok) throw new Error('refused');
    const holder = join(folder, 'maillage.holder.json');
    const others = JSON.stringify({ token: 'somebody else', pid: 7, host: 'x', since: '' });
    writeFileSync(holder, others);
    mine.value();
    expect(readFileSync(holder, 'utf8')).toBe(others);
    expect(existsSync(join(folder, 'maillage.lock'))).toBe(true);
  });

  it('says who holds it even when the holder wrote nothing', async () => {
    const { said } = await another();
    expect(said.ok).toBe(true);
    rmSync(join(folder, 'maillage.holder.json'));
    expect(lockDataFolder(folder)).toMatchObject({ failure: { holder: null } });
  });

  it('is left alone while a process of an older version has it, and only then', () => {
    writeFileSync(join(folder, 'maillage.pid'), String(process.ppid));
    expect(lockDataFolder(folder)).toMatchObject({ failure: { holder: { pid: process.ppid } } });
    writeFileSync(join(folder, 'maillage.pid'), '2147483646');
    const taken = lockDataFolder(folder);
    expect(taken.ok).toBe(true);
    if (taken.ok) taken.value();
  });
});
