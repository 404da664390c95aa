import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../tools/checks/postgres.ts';
import { root, withBin } from '../tools/install.mjs';
import { atEnd } from './tidy.ts';

const READY_MS = 240_000;
const STOP_MS = 30_000;
const LOOK_MS = 20;

export interface Product {
  /** Without a trailing slash. */
  readonly url: string;
  /** Seconds from the command until `/readyz` answered 200. */
  readonly readyAfter: number;
  stop(): Promise<void>;
}

/** `npm start` in a process of its own, as a person would; with a demonstration when it is new. */
export async function startProduct(
  dataFolder: string,
  databaseUrl?: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Product> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { DATABASE_URL: _, ...env } = withBin({ ...process.env });
  const started = performance.now();
  const flags = ['--port', String(port), '--data', dataFolder];
  const child = spawn(
    'npm',
    ['start', '--silent', '--', ...flags, ...(databaseUrl ? ['--demonstration'] : [])],
    {
      cwd: root,
      // A group of its own, so that all of it can be ended whatever npm passes on.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...env,
        NODE_ENV: 'production',
        PUBLIC_URL: url,
        LOG_LEVEL: 'error',
        MAILLAGE_DEMO_SCALE: '1',
        ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
        ...more,
      },
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  const stop = atEnd(() => end(child));
  try {
    await untilReady(url, child);
  } catch (error) {
    await stop();
    throw new Error(`${String(error)}\n${output}`);
  }
  return { url, readyAfter: (performance.now() - started) / 1000, stop };
}

/** Gracefully; the pipes close when npm and everything below it are gone. */
async function end(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const hard = setTimeout(() => signalGroup(pid, 'SIGKILL'), STOP_MS);
  await Promise.race([closed, wait(STOP_MS + 5_000)]);
  clearTimeout(hard);
  signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('npm start ended');
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await wait(LOOK_MS);
  }
  throw new Error('npm start was not ready in time');
}

/** A session cookie of a demonstration account. */
export async function signIn(url: string, accountId: string): Promise<string> {
  const answer = await fetch(`${url}/demonstration`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ account: accountId, back: '/' }),
  });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  if (cookies.length === 0) throw new Error(`no session: ${answer.status}`);
  return cookies.join('; ');
}

/** Milliseconds from sending a request to the last byte of its answer, which must be a 200. */
export async function timeRequest(address: string, cookie: string): Promise<number> {
  const started = performance.now();
  const answer = await fetch(address, { headers: { cookie }, redirect: 'manual' });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${answer.status} from ${address}`);
  return performance.now() - started;
}
