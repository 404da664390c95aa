import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { queueDatabase, startJobs } from './jobs.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

it('gives the queue what each of several statements answers', async () => {
  const { rows } = await queueDatabase(test.handle).executeSql(
    'BEGIN; SELECT 1 AS one; SELECT 2 AS two; COMMIT',
  );
  expect(rows).toEqual([{ one: 1 }, { two: 2 }]);
  const given = await queueDatabase(test.handle).executeSql('SELECT $1::text AS said', ['yes']);
  expect(given.rows).toEqual([{ said: 'yes' }]);
});

it('starts, keeps itself up and stops without an error', async () => {
  const said: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void said.push(line) });
  const jobs = await startJobs({ handle: test.handle, log, handlers: {}, schedule: [] });
  await pause(3_000);
  await jobs.stop();
  expect(said).toEqual([]);
});
