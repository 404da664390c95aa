import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTemporary } from '../../src/server/temporary.ts';
import { prepareDataFolder } from '../support/data-folder.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { freePort, serveTest, type TestServer } from '../support/http.ts';

const TOKEN = 'a-token-for-the-monitors';
const PUBLIC = 'https://alliance.example';
let test: TestDatabase;
let server: TestServer;
let port: number;
let monitorPort: number;

beforeAll(async () => {
  test = await testDatabase();
  monitorPort = await freePort();
  port = await freePort();
  server = await serveTest(test, {
    PORT: String(port),
    PUBLIC_URL: PUBLIC,
    TRUST_PROXY: '1',
    METRICS_TOKEN: TOKEN,
    METRICS_PORT: String(monitorPort),
  });
});
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

interface Asked {
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly method?: string;
  readonly body?: string;
}

/** A request as a proxy sends it, with whatever `Host` it likes: `fetch` would not let us. */
function ask({ path, headers = {}, method = 'GET', body }: Asked) {
  return new Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }>(
    (resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    },
  );
}

describe('the name that a request gives', () => {
  it.each([
    ['alliance.example', {}, 200],
    ['127.0.0.1:3000', {}, 200],
    ['evil.example', {}, 421],
    ['upstream', {}, 421],
    ['upstream', { 'x-forwarded-host': 'alliance.example' }, 200],
    ['upstream', { 'x-forwarded-host': 'evil.example' }, 421],
  ] as const)('%s with %j is answered %i', async (host, more, status) => {
    const answer = await ask({ path: '/connexion', headers: { host, ...more } });
    expect(answer.status).toBe(status);
    if (status === 421) expect(answer.text).toContain(PUBLIC);
  });

  it('does not matter to probes', async () => {
    expect((await ask({ path: '/healthz', headers: { host: '10.1.2.3' } })).status).toBe(200);
    expect((await ask({ path: '/readyz', headers: { host: 'pod' } })).status).toBe(200);
  });
});

describe('figures for monitors', () => {
  it('are for who has the token, or reaches their own port', async () => {
    const own = await fetch(`http://127.0.0.1:${monitorPort}/metrics`);
    expect(await own.text()).toContain('maillage_http_request_seconds_count');
    expect((await fetch(`http://127.0.0.1:${monitorPort}/connexion`)).status).toBe(404);
    const headers = { host: 'alliance.example' };
    expect((await ask({ path: '/metrics', headers })).status).toBe(401);
    const wrong = { ...headers, authorization: 'Bearer something else' };
    expect((await ask({ path: '/metrics', headers: wrong })).status).toBe(401);
    const right = { ...headers, authorization: `Bearer ${TOKEN}` };
    expect((await ask({ path: '/metrics', headers: right })).status).toBe(200);
  });
});

describe('the log', () => {
  it('says nothing of an address but the words of the product, at its most talkative', () => {
    const script = `
      import { createLog } from ${JSON.stringify(join(import.meta.dirname, '../../src/platform/log/log.ts'))};
      const error = Object.assign(new Error('invalid input syntax for type uuid: "SECRET-1"'), { code: '22P02' });
      createLog('debug').error({ err: error, token: 'SECRET-2', nested: { email: 'SECRET-3' } }, 'failed');
      const other = Object.assign(new Error('value "SECRET-4" is out of range for type integer'), { code: '22003' });
      createLog('debug').debug({ err: other }, 'failed');`;
    const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      encoding: 'utf8',
    });
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect(stderr).toContain('invalid input syntax for type uuid: [withheld]');
    expect(stderr).not.toContain('SECRET');
  });

  it('calls a request by the words of its address', async () => {
    const data = mkdtempSync(join(tmpdir(), 'maillage-log-'));
    await prepareDataFolder(data);
    const own = await freePort();
    const main = join(import.meta.dirname, '../../src/main.ts');
    const env = { ...process.env, DATABASE_URL: test.url ?? '', MAILLAGE_DATA: data };
    const child = spawn(process.execPath, [main, '--empty'], {
      env: { ...env, PORT: String(own), LOG_LEVEL: 'debug' },
    });
    let said = '';
    child.stderr.on('data', (part: Buffer) => {
      said += part.toString('utf8');
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    try {
      for (let tries = 0; tries < 600; tries += 1) {
        if ((await fetch(`http://localhost:${own}/readyz`).catch(() => null))?.ok) break;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const secret = 'SECR3TSECR3T';
      for (const path of [
        `/suite/${secret}`,
        `/rendez-vous/${secret}.data?x=${secret}`,
        `/connexion/lien?jeton=${secret}`,
        `/${secret}/${secret}`,
        `/api/v1/partners/${secret}`,
        `/api/v1/${secret}`,
      ])
        await fetch(`http://localhost:${own}${path}`);
    } finally {
      child.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true });
    }
    expect(said).toContain('"path":"/suite/:"');
    expect(said).not.toContain('SECR3T');
  }, 120_000);
});

describe('a start that cannot go well', () => {
  const folders: string[] = [];
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'maillage-start-'));
    folders.push(made);
    return made;
  };
  afterAll(() => {
    for (const made of folders) rmSync(made, { recursive: true, force: true });
  });

  /** What the program said, and how it ended. */
  function start(env: Record<string, string>, args: readonly string[] = []) {
    const main = join(import.meta.dirname, '../../src/main.ts');
    return new Promise<{ said: string; code: number | null }>((resolve) => {
      const child = spawn(process.execPath, [main, ...args], {
        env: { ...process.env, DATABASE_URL: '', LOG_LEVEL: 'fatal', ...env },
      });
      let said = '';
      const take = (part: Buffer): void => {
        said += part.toString('utf8');
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.on('close', (code) => resolve({ said, code }));
    });
  }

  it('says that the port is taken before it does anything', async () => {
    const other: Server = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port: taken } = other.address() as { port: number };
    const data = folder();
    const { said, code } = await start({ PORT: String(taken), MAILLAGE_DATA: data });
    other.close();
    expect(code).toBe(1);
    expect(said).toContain(`Le port ${taken} est déjà pris`);
    expect(said).not.toContain('migrations');
  }, 60_000);

  it('says that the database does not answer, without its password', async () => {
    const { said, code } = await start({
      PORT: String(await freePort()),
      MAILLAGE_DATA: folder(),
      DATABASE_URL: `postgresql://someone:very-secret@127.0.0.1:${await freePort()}/none`,
    });
    expect(code).toBe(1);
    expect(said).toContain('La base de données ne répond pas');
    expect(said).not.toContain('very-secret');
  }, 60_000);

  it.each<Record<string, string>>([{ HOST: '0.0.0.0' }, { PUBLIC_URL: PUBLIC }])(
    'shows a demonstration to other machines only when asked (%j)',
    async (env) => {
      const { said, code } = await start({
        PORT: String(await freePort()),
        MAILLAGE_DATA: folder(),
        ...env,
      });
      expect(code).toBe(1);
      expect(said).toContain('--demonstration');
    },
    60_000,
  );

  it('removes what a killed process left of its uploads', async () => {
    const data = folder();
    mkdirSync(join(data, 'temporary'));
    const left = join(data, 'temporary', 'upload-left');
    writeFileSync(left, 'half a file');
    await openTemporary(data, false);
    expect(existsSync(left)).toBe(true);
    await openTemporary(data, true);
    expect(existsSync(left)).toBe(false);
  });
});
