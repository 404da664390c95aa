import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root, withBin } from '../install.mjs';

export interface Ran {
  readonly code: number;
  readonly output: string;
}

export interface ProgramOptions {
  /** Keeps the output from the screen. */
  readonly quiet?: boolean;
  /** Added to the environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

const running = new Set<ChildProcess>();
// Ctrl-C ends the program under way; the stage then fails, and what it started is tidied up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    process.exitCode = 1;
    stopped = true;
  });
}
let stopped = false;

/** Runs a program of node_modules/.bin; shows its output and gives it back. */
export function program(
  name: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<Ran> {
  if (stopped) return Promise.reject(new Error('stopped'));
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, 'node_modules/.bin', name), args, {
      cwd: options.cwd ?? root,
      env: withBin({ ...process.env, ...options.env }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      if (!options.quiet) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}
