import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { syncReference } from '../../src/modules/territories/public.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { type DatabaseHandle, openDatabase } from '../../src/platform/db/open.ts';
import { type PostgresServer, startPostgres } from '../../tools/checks/postgres.ts';
import { makeAccount, makePartner, makePartnership, makePlace } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

/** A database server of its own: here it is stopped, restarted and locked. */
const onPostgres = inject('templates').engine === 'postgres';
const LOCK_MS = 1_500;

describe.skipIf(!onPostgres)('trouble of the database (PostgreSQL has connections to lose)', () => {
  let postgres: PostgresServer;
  let handle: DatabaseHandle;
  let server: TestServer;
  let cookie: string;
  let token: string;
  let ids: { partnershipId: string; placeId: string };

  beforeAll(async () => {
    postgres = await startPostgres();
    handle = await openDatabase({
      url: `${postgres.url}?lock_timeout=${LOCK_MS}`,
      poolSize: 5,
    });
    await migrate(handle);
    await syncReference(handle.db);
    const { db } = handle;
    const lead = await makeAccount(db, 'alliance-lead', 'national', '');
    ids = {
      partnershipId: await makePartnership(db, lead, await makePartner(db, lead, '23096'), '23'),
      placeId: await makePlace(db, '23096', '23'),
    };
    server = await serveTest({ db, handle });
    cookie = await server.cookieOf(lead);
    token = await server.tokenOf(lead);
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
    await handle?.close().catch(() => undefined);
    await postgres?.stop();
  });

  const page = (path: string) => fetch(`${server.url}${path}`, { headers: { cookie } });
  const record = (id: string) =>
    fetch(`${server.url}/api/v1/activity`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        id,
        happenedOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
        ...ids,
        commitment: 'ecology',
        kind: 'workshop',
        participations: 1,
      }),
    });
  const outside = async () => {
    const client = new pg.Client({ connectionString: postgres.url });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const ready = async () => {
    for (let tries = 0; tries < 100; tries += 1) {
      if ((await page('/readyz')).ok) return;
      await pause(100);
    }
    throw new Error('not ready again');
  };

  it('loses connections while they work: a clear 503, nothing acknowledged lost, then as before', async () => {
    const client = await outside();
    const answers: { status: number; after: string | null; text: string }[] = [];
    const kept: string[] = [];
    let on = true;
    const reader = async (): Promise<void> => {
      while (on) {
        const answer = await page('/partenaires');
        const text = await answer.text();
        answers.push({ status: answer.status, after: answer.headers.get('retry-after'), text });
      }
    };
    const writer = async (): Promise<void> => {
      while (on) {
        const id = newId();
        const answer = await record(id);
        const text = await answer.text();
        if (answer.status === 201) kept.push(id);
        else
          answers.push({ status: answer.status, after: answer.headers.get('retry-after'), text });
      }
    };
    const people = [reader(), reader(), reader(), writer(), writer(), writer()];
    for (let turn = 0; turn < 40; turn += 1) {
      await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'maillage'`,
      );
      await pause(30);
    }
    on = false;
    await Promise.all(people);
    await client.end();

    expect([...new Set(answers.map(({ status }) => status))].toSorted()).toEqual([200, 503]);
    for (const { status, after, text } of answers) {
      if (status !== 503) continue;
      expect(Number(after)).toBeGreaterThan(0);
      expect(text).toMatch(/unavailable|Réessayez|réessayez/);
    }
    await ready();
    const { rows } = await sql<{ n: number }>`
      SELECT count(*) AS n FROM activity WHERE id = ANY(${kept})`.execute(handle.db);
    expect(kept.length).toBeGreaterThan(0);
    expect(rows[0]?.n).toBe(kept.length);
    expect((await page('/partenaires')).status).toBe(200);
  }, 60_000);

  it('restarts under us: readiness tells, and it recovers by itself', async () => {
    await postgres.pause();
    const [down, asked, sent] = [
      await page('/readyz'),
      await page('/partenaires'),
      await record(newId()),
    ];
    expect([down.status, asked.status, sent.status]).toEqual([503, 503, 503]);
    expect(await down.json()).toMatchObject({ database: false });
    expect((await page('/healthz')).status).toBe(200);
    await postgres.restart();
    await ready();
    expect((await record(newId())).status).toBe(201);
  }, 60_000);

  it('waits for a lock without taking the connections of other pages', async () => {
    const client = await outside();
    await client.query('BEGIN');
    await client.query('LOCK TABLE partner IN ACCESS EXCLUSIVE MODE');
    const order: string[] = [];
    const waiting = Array.from({ length: 12 }, async () => {
      const answer = await page('/partenaires');
      order.push(`partners ${answer.status}`);
      return answer;
    });
    await pause(200);
    const others = await Promise.all(['/accessibilite', '/readyz', '/compte'].map(page));
    order.push('others');
    expect(others.map(({ status }) => status)).toEqual([200, 200, 200]);
    const answers = await Promise.all(waiting);
    await client.query('ROLLBACK');
    await client.end();
    expect(order[0]).toBe('others');
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect(await answers[0]?.text()).toContain('Réessayez');
    expect((await page('/partenaires')).status).toBe(200);
  }, 60_000);

  it('ends a transaction that somebody left open, and a statement that never ends', async () => {
    const limits = await sql<{ name: string; setting: string }>`
      SELECT name, setting FROM pg_settings WHERE name IN
      ('statement_timeout', 'idle_in_transaction_session_timeout')`.execute(handle.db);
    for (const { setting } of limits.rows) expect(Number(setting)).toBeGreaterThan(0);
  });
});
