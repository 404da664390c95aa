import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { newId } from '../db/ids.ts';
import { RefusedForGood } from '../outgoing/refused.ts';
import { type Jobs, type JobsOptions, openJobs, queueDatabase } from './jobs.ts';
import { emit, type StoredEvent } from './outbox.ts';
import { listTroubledJobs, type QueueState } from './queries.ts';

let test: TestDatabase;
let jobs: Jobs | null = null;
let said: string[] = [];
const log = pino({ level: 'error' }, { write: (line: string) => void said.push(line) });

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  said = [];
});
afterEach(async () => {
  await jobs?.stop();
  jobs = null;
  await sql`DELETE FROM jobs.job`.execute(test.db);
});

async function start(options: Partial<JobsOptions>): Promise<Jobs> {
  jobs = await openJobs(test.handle, log);
  await jobs.start({ handlers: {}, schedule: [], ...options });
  return jobs;
}

const soon = { timeout: 20_000, interval: 50 };
const stateOf = async (name: string): Promise<QueueState | undefined> =>
  (await jobs?.states())?.find((state) => state.name === name);
const hang = (signal?: AbortSignal): Promise<void> =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('stopped')));
  });

it('gives the queue what each of several statements answers', async () => {
  await start({});
  const { rows } = await queueDatabase(test.handle).executeSql(
    'BEGIN; SELECT 1 AS one; SELECT 2 AS two; COMMIT',
  );
  expect(rows).toEqual([{ one: 1 }, { two: 2 }]);
  const given = await queueDatabase(test.handle).executeSql('SELECT $1::text AS said', ['yes']);
  expect(given.rows).toEqual([{ said: 'yes' }]);
});

it('starts, keeps itself up and stops without an error', async () => {
  await start({});
  await pause(3_000);
  await jobs?.stop();
  jobs = null;
  expect(said).toEqual([]);
});

describe('handlers of events', () => {
  it('do not wait for one that hangs', async () => {
    const done: string[] = [];
    await start({
      handlers: {
        sealing: () => hang(),
        mails: async ({ id }) => void done.push(id),
      },
    });
    for (let n = 0; n < 8; n += 1) await emit(test.db, { type: 'happened', payload: {} });
    jobs?.wake();
    await expect.poll(() => done.length, soon).toBe(8);
    await expect
      .poll(() => stateOf('event-sealing'), soon)
      .toMatchObject({ waiting: 4, running: 4 });
  });

  it('are given only what they want, and what somebody waits for comes first', async () => {
    const order: string[] = [];
    const handle = Object.assign(async ({ type }: StoredEvent) => void order.push(type), {
      wants: (type: string) => type !== 'unwanted',
    });
    for (let n = 0; n < 150; n += 1) await emit(test.db, { type: 'slow', payload: {} });
    await emit(test.db, { type: 'unwanted', payload: {} });
    await emit(test.db, { type: 'quick', payload: {} });
    await start({ handlers: { mails: handle }, urgent: ['quick'] });
    await expect.poll(() => order.length, soon).toBe(151);
    expect(order.indexOf('quick')).toBeLessThan(100);
    expect(order).not.toContain('unwanted');
  });

  it('are tried again each by itself, and never done twice', async () => {
    const done: string[] = [];
    let down = true;
    await start({
      handlers: {
        mails: async () => void done.push('mails'),
        sealing: async () => {
          if (down) throw new Error('no disk');
          done.push('sealing');
        },
      },
    });
    await emit(test.db, { type: 'happened', payload: {} });
    jobs?.wake();
    await expect
      .poll(async () => (await stateOf('event-sealing'))?.lastError, soon)
      .toBe('no disk');
    down = false;
    await jobs?.again('event-sealing', null);
    await expect.poll(() => done, soon).toEqual(['mails', 'sealing']);
  });

  it('do what the single queue of an older version left', async () => {
    const older = new PgBoss({ db: queueDatabase(test.handle), schema: 'jobs' });
    await older.start();
    await older.createQueue('domain-event');
    const id = newId();
    await older.send('domain-event', { id, type: 'happened', payload: {} }, { id });
    await older.stop({ graceful: false });
    const done: string[] = [];
    await start({ handlers: { mails: async (event) => void done.push(event.id) } });
    await expect.poll(() => done, soon).toEqual([id]);
  });
});

describe('a queue', () => {
  const work = (run: (id: string, signal: AbortSignal) => Promise<void>, workers = 2) => ({
    queue: 'letters',
    workers,
    lostAfter: 60,
    run: ({ id }: { id: string }, signal: AbortSignal) => run(id, signal),
  });

  it('takes a job once, however often it is handed over', async () => {
    const done: string[] = [];
    await start({ works: [work(async (id) => void done.push(id))] });
    const [first, second] = [newId(), newId()];
    for (const id of [first, first, second, first]) await jobs?.add('letters', id, {});
    await expect.poll(() => done.length, soon).toBe(2);
    await jobs?.add('letters', first, {});
    await pause(300);
    expect(done.sort()).toEqual([first, second].sort());
  });

  it('goes on beside a job that hangs', async () => {
    const done: string[] = [];
    const stuck = newId();
    await start({
      works: [work(async (id, signal) => (id === stuck ? hang(signal) : void done.push(id)))],
    });
    await jobs?.add('letters', stuck, {});
    for (let n = 0; n < 5; n += 1) await jobs?.add('letters', newId(), {});
    await expect.poll(() => done.length, soon).toBe(5);
    expect(await stateOf('letters')).toMatchObject({ waiting: 0, running: 1, failed: 0 });
  });

  it('gives up at once, in sight and without an address, what is refused for good', async () => {
    let asked = 0;
    await start({
      works: [
        work(async () => {
          asked += 1;
          if (asked === 1) throw new RefusedForGood('nobody is ada@example.org, +33 6 12 34 56 78');
        }),
      ],
    });
    const id = newId();
    await jobs?.add('letters', id, {});
    await expect.poll(async () => (await stateOf('letters'))?.failed, soon).toBe(1);
    expect(await stateOf('letters')).toMatchObject({ waiting: 0, lastError: 'nobody is …, …' });
    expect(await listTroubledJobs(test.db)).toMatchObject([{ id, state: 'failed', tries: 1 }]);
    const { rows } = await sql<{ all: string }>`SELECT output::text AS all FROM jobs.job`.execute(
      test.db,
    );
    expect(JSON.stringify(rows)).not.toMatch(/ada@|06|6 12/);
    // Somebody has put it right, and asks for another try.
    await jobs?.again('letters', id);
    await expect.poll(async () => (await stateOf('letters'))?.failed, soon).toBe(0);
    await expect.poll(() => asked, soon).toBe(2);
  });

  it('stops in bounded time, and takes up after a start what the stop ended', async () => {
    const tries: string[] = [];
    const works = [
      work(async (id, signal) => {
        tries.push(id);
        if (tries.length === 1) await hang(signal);
      }),
    ];
    await start({ works });
    const id = newId();
    await jobs?.add('letters', id, {});
    await expect.poll(() => tries.length, soon).toBe(1);
    await jobs?.stop();
    await start({ works });
    await jobs?.again('letters', null);
    await expect.poll(() => tries, soon).toEqual([id, id]);
  });

  it('takes up what a process that died was doing, under the same id', async () => {
    const done: string[] = [];
    const works = [{ ...work(async (id) => void done.push(id)), lostAfter: 1 }];
    await start({ works });
    await jobs?.stop();
    const dying = new PgBoss({ db: queueDatabase(test.handle), schema: 'jobs' });
    await dying.start();
    const id = newId();
    await dying.insert('letters', [{ id, expireInSeconds: 1 }]);
    expect(await dying.fetch('letters')).toMatchObject([{ id }]);
    await dying.stop({ graceful: false });
    await start({ works });
    await expect.poll(() => done, { timeout: 90_000, interval: 200 }).toEqual([id]);
  }, 120_000);

  it('forgets what a job held once it is done', async () => {
    await start({ works: [{ ...work(async () => undefined), forget: true }] });
    await jobs?.add('letters', newId(), { sealed: 'something' });
    const kept = () =>
      sql<{ data: unknown }>`SELECT data FROM jobs.job WHERE state = 'completed'`.execute(test.db);
    await expect.poll(async () => (await kept()).rows, soon).toEqual([{ data: null }]);
  });
});

describe('work at set times', () => {
  it('goes on when one of them fails, and says which', async () => {
    const done: string[] = [];
    const cron = '0 0 1 1 *';
    const asked = new PgBoss({ db: queueDatabase(test.handle), schema: 'jobs' });
    await start({
      schedule: [
        { name: 'broken', cron, run: () => Promise.reject(new Error('no table')) },
        { name: 'sound', cron, run: async () => void done.push('sound') },
      ],
    });
    await asked.start();
    await asked.send('broken', {});
    await asked.send('sound', {});
    await asked.stop({ graceful: false });
    await expect.poll(() => done, { timeout: 40_000, interval: 200 }).toEqual(['sound']);
    await expect
      .poll(async () => (await stateOf('broken'))?.lastError, { timeout: 40_000, interval: 200 })
      .toBe('no table');
  }, 90_000);

  it('is asked for no longer when it is not wanted any more', async () => {
    const cron = '0 0 1 1 *';
    const nothing = async (): Promise<void> => undefined;
    await start({ schedule: [{ name: 'former', cron, run: nothing }] });
    await jobs?.stop();
    await start({ schedule: [{ name: 'kept', cron, run: nothing }] });
    const { rows } = await sql<{ name: string }>`SELECT name FROM jobs.schedule`.execute(test.db);
    expect(rows).toEqual([{ name: 'kept' }]);
  });
});
