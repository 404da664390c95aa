import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW } from '../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../tests/support/factories.ts';
import { dashboard } from './queries.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  const { db } = test;
  const lead = await makeAccount(db, 'alliance-lead', 'national', '');
  const partner = await makePartner(db, lead, '23096');
  await makePartnership(db, lead, partner, '23');
  await makePartnership(db, lead, partner, '23', 'active', { commitment: 'ecology' });
  await makePartnership(db, lead, partner, '19');
  await makePartnership(db, lead, partner, '19', 'agreed');
  await makePartnership(db, lead, partner, '19', 'idea');
});
afterAll(async () => test.close());

describe('partnerships of the dashboard', () => {
  it('counts the running ones once an axis, and the agreed ones by year', async () => {
    const { partnerships } = await dashboard(test.db, {}, NOW);
    expect(partnerships.active).toBe(3);
    expect(partnerships.activeByCommitment).toEqual({
      territory: 0,
      'social-inclusion': 0,
      'digital-inclusion': 2,
      ecology: 1,
    });
    expect(partnerships.activeByDepartment).toEqual({ '19': 1, '23': 2 });
    expect(partnerships.newByYear).toEqual([{ year: 2026, count: 4 }]);
    expect(partnerships.newInYear).toBe(4);
  });

  it('narrows by department and commitment', async () => {
    const there = await dashboard(test.db, { department: '19' }, NOW);
    expect(there.partnerships).toMatchObject({ active: 1, newInYear: 2 });
    const green = await dashboard(test.db, { commitment: 'ecology' }, NOW);
    expect(green.partnerships).toMatchObject({ active: 1, activeByDepartment: { '23': 1 } });
  });
});
