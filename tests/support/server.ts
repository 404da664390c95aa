import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../tools/checks/postgres.ts';

const root = join(import.meta.dirname, '../..');
const READY_MS = 120_000;
const STOP_MS = 20_000;

export interface ServerOptions {
  /** Flags of `npm start`, such as `--empty`. */
  readonly args?: readonly string[];
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Size of the demonstration, 1 = full; default 0.02. */
  readonly demonstrationScale?: number;
  /** A folder to start from; it outlives the server then. */
  readonly dataFolder?: string;
}

export interface RunningServer {
  /** Without a trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly dataFolder: string;
  /** Everything that it has written to the terminal. */
  output(): string;
  /** Ends it gracefully and gives its exit code; removes the folder that it made. */
  stop(): Promise<number>;
  /** Ends it as a power cut would; the folder stays for `remove`. */
  kill(): Promise<void>;
  remove(): void;
}

/** Starts the real server on a free port with data of its own and waits until it is ready. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'maillage-data-'));
  // Filling a demonstration takes most of a start: one that was filled already is copied.
  const filled = process.env.MAILLAGE_E2E_DATA;
  const usual = !options.dataFolder && !options.args && options.demonstrationScale === undefined;
  if (filled && usual) cpSync(filled, dataFolder, { recursive: true });
  const remove = (): void => rmSync(dataFolder, { recursive: true, force: true });
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, 'src/main.ts'), ...(options.args ?? [])], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...env,
      NODE_ENV: 'production',
      PORT: String(port),
      PUBLIC_URL: url,
      MAILLAGE_DATA: dataFolder,
      MAILLAGE_DEMO_SCALE: String(options.demonstrationScale ?? 0.02),
      LOG_LEVEL: 'warn',
      ...options.env,
    },
  });
  let output = '';
  const take = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = exitOf(child);
  const server: RunningServer = {
    url,
    port,
    pid: child.pid ?? 0,
    dataFolder,
    output: () => output,
    remove,
    async stop() {
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      const code = await ended;
      clearTimeout(hard);
      if (!options.dataFolder) remove();
      return code;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
  try {
    await untilReady(url, child);
  } catch (error) {
    await server.stop();
    throw new Error(`${String(error)}\n${output}`);
  }
  return server;
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('the server ended');
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await wait(100);
  }
  throw new Error('the server was not ready in time');
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 143)));
  });
}
