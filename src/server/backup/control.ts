import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import type { Log } from '../../platform/log/log.ts';
import type { BackupOptions } from './make.ts';

/** What a command asks a running server for, by name; input and answer are JSON. */
export type Commands = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

/** Longest path of a Unix socket on the systems that we run on, with room for its end. */
const LONGEST_PATH = 100;

/**
 * Where a running server takes commands of its own machine: a Unix socket in the data folder, or,
 * when that path is too long for a socket, in a folder of this user's beside the temporary files.
 */
export function controlPath(dataFolder: string): string {
  const path = join(dataFolder, 'maillage.sock');
  if (Buffer.byteLength(path) <= LONGEST_PATH) return path;
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 24);
  return join(tmpdir(), `maillage-${process.getuid?.() ?? 'user'}`, `${name}.sock`);
}

/**
 * Takes commands from this machine. Only the owner of the socket's file (and root) can connect: the
 * file system is the sign-in. The data folder's lock must be held, so that a socket found there is
 * a dead process's.
 */
export async function takeCommands(
  dataFolder: string,
  commands: Commands,
  log: Log,
): Promise<{ stop(): Promise<void> }> {
  const path = controlPath(dataFolder);
  const server = createServer((heard, answer) => {
    const name = heard.url?.slice(1) ?? '';
    const command = heard.method === 'POST' ? commands[name] : undefined;
    const send = (status: number, body: unknown): void => {
      answer.writeHead(status, { 'content-type': 'application/json' });
      answer.end(JSON.stringify(body));
    };
    if (!command) return send(404, { problem: 'unknown command' });
    json(heard)
      .then(command)
      .then((done) => send(200, done))
      .catch((error: unknown) => {
        log.error({ err: error, command: name }, 'command failed');
        send(500, { problem: error instanceof Error ? error.message : String(error) });
      });
  });
  ownFolder(path, dataFolder);
  rmSync(path, { force: true });
  // Closed to others from its first moment on, not only after a chmod.
  const before = process.umask(0o077);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
  } finally {
    process.umask(before);
  }
  chmodSync(path, 0o600);
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          rmSync(path, { force: true });
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function ownFolder(path: string, dataFolder: string): void {
  if (path.startsWith(dataFolder)) return;
  const folder = join(path, '..');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  // Temporary folders are everybody's: somebody may have made this one before us.
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o077) !== 0)
    throw new Error(`${folder} belongs to somebody else`);
}

const asked = z.object({
  out: z.string().min(1),
  encryption: z
    .union([
      z.object({ passphrase: z.string().min(1) }),
      z.object({ recipients: z.array(z.string()) }),
    ])
    .nullable(),
  withSecret: z.boolean().optional(),
  now: z.coerce.date(),
});

/** What a command asked for, as `makeBackup` takes it. @throws when it is something else */
export function backupAsked(input: unknown): BackupOptions {
  return asked.parse(input);
}

/**
 * Asks the server that runs on a data folder.
 * @returns its answer, or null when nobody takes commands there
 * @throws what the command threw there
 */
export async function askServer(
  dataFolder: string,
  command: string,
  input: unknown,
): Promise<unknown> {
  const socketPath = controlPath(dataFolder);
  return new Promise((resolve, reject) => {
    const sent = request(
      { socketPath, path: `/${command}`, method: 'POST', agent: false },
      (answer) => {
        json(answer).then((body) => {
          if (answer.statusCode === 200) resolve(body);
          else reject(new Error(String((body as { problem?: unknown }).problem)));
        }, reject);
      },
    );
    sent.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null);
      else reject(error);
    });
    sent.end(JSON.stringify(input));
  });
}
