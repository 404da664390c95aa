import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { movePartnership } from '../commands.ts';
import { TERM_NEAR } from '../convention/events.ts';
import { listConventions, readConvention } from '../convention/queries.ts';
import { getPartnership } from '../queries.ts';
import { decideReview, openReview, saveReview } from './commands.ts';
import { decisionInput, reviewInput } from './contract.ts';
import { listReviews } from './queries.ts';
import { watchTerms } from './terms/commands.ts';

let test: TestDatabase;
let lead: Actor;
let id: string;
let partnerId: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partnerId = await makePartner(test.db, lead, '23096');
  id = await makePartnership(test.db, lead, partnerId, '23', 'active', {
    type: 'economic-cooperation',
    startsOn: '2024-07-01',
    endsOn: '2026-08-01',
    objectives: [{ label: 'Heures ouvertes en plus', target: 10, unit: 'h' }],
  });
});

const scope = () => need(lead, 'partnerships.move');
const ctx = () => ctxOf(test.db, lead);
const stage = async () =>
  (await getPartnership(test.db, need(lead, 'partnerships.read'), id))?.stage;

async function open(): Promise<string> {
  const opened = await openReview(ctx(), scope(), id);
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value.id;
}

const decide = (review: string, version: number, input: Record<string, unknown>) =>
  decideReview(ctx(), scope(), review, version, decisionInput.parse(input));

describe('a review', () => {
  it('opens once, with the objectives to hold results against', async () => {
    const review = await open();
    expect(await stage()).toBe('under-review');
    expect(await openReview(ctx(), scope(), id)).toMatchObject({
      value: { id: review, created: false },
    });
    const [found] = await listReviews(test.db, id);
    expect(found?.results).toEqual([
      { label: 'Heures ouvertes en plus', target: 10, unit: 'h', result: null, comment: '' },
    ]);
  });

  it('renews with what changes, from the old term, and drafts the next convention', async () => {
    const review = await open();
    const results = [{ label: 'Heures', target: '10', result: '12,5', unit: 'h', comment: '' }];
    const saved = reviewInput.parse({ results, summary: 'Bien.' });
    expect(saved.results[0]?.result).toBe(12.5);
    await saveReview(ctx(), scope(), review, 1, saved);
    expect(
      await decide(review, 2, {
        decision: 'renew',
        reason: 'Les objectifs sont atteints.',
        changes: 'Ouvrir aussi le samedi.',
        endsOn: '2030-08-01',
      }),
    ).toEqual({ ok: true, value: { stage: 'renewed' } });
    const found = await getPartnership(test.db, need(lead, 'partnerships.read'), id);
    expect(found).toMatchObject({ stage: 'renewed', endsOn: '2030-08-01' });
    const [next] = await listConventions(test.db, need(lead, 'conventions.read'), {
      id,
      departmentCode: '23',
      partnerId,
    });
    const text = await readConvention(test.db, next?.id ?? '');
    expect(text?.content).toMatchObject({ startsOn: '2026-08-01', endsOn: '2030-08-01' });
    expect(text?.content.clauses[0]).toMatchObject({ body: 'Ouvrir aussi le samedi.' });
    expect(JSON.stringify(text?.content)).toContain('du 1 août 2026 au 1 août 2030');
  });

  it('extends with an amendment, and ends with a reason', async () => {
    const first = await open();
    expect(
      await decide(first, 1, { decision: 'extend', reason: 'Travaux.', endsOn: '2027-01-31' }),
    ).toMatchObject({ value: { stage: 'active' } });
    const [amendment] = await listConventions(test.db, need(lead, 'conventions.read'), {
      id,
      departmentCode: '23',
      partnerId,
    });
    const text = await readConvention(test.db, amendment?.id ?? '');
    expect(text?.content.title).toContain('Avenant');
    expect(text?.content.clauses[0]?.body).toContain('31 janvier 2027');
    const second = await open();
    expect(await decide(second, 1, { decision: 'end', reason: 'Le local ferme.' })).toMatchObject({
      value: { stage: 'ended' },
    });
    expect((await listReviews(test.db, id)).map(({ decision }) => decision)).toEqual([
      'end',
      'extend',
    ]);
  });

  it.each([
    ['a term that is not later', { endsOn: '2026-08-01' }, 'term-not-later'],
    ['a hosting of more than nine years', { endsOn: '2035-08-02' }, 'term-too-long'],
  ])('refuses %s', async (_, more, code) => {
    const review = await open();
    const input = { decision: 'renew', reason: 'x', changes: 'y', ...more };
    expect(await decide(review, 1, input)).toMatchObject({ failure: { code, field: 'endsOn' } });
    expect(await stage()).toBe('under-review');
  });

  it('does not let the second of two writers overwrite the first', async () => {
    const review = await open();
    await saveReview(ctx(), scope(), review, 1, reviewInput.parse({ results: [], summary: 'A' }));
    const late = reviewInput.parse({ results: [], summary: 'B' });
    expect(await saveReview(ctx(), scope(), review, 1, late)).toMatchObject({
      failure: { code: 'changed-meanwhile' },
    });
  });

  it('is the only way out of a review', async () => {
    await open();
    for (const to of ['renewed', 'ended', 'active'] as const)
      expect(await movePartnership(ctx(), scope(), id, { to, reason: 'x' })).toMatchObject({
        failure: { code: 'review-needed' },
      });
  });

  it('is refused to the delegate of another department', async () => {
    const other = await makeAccount(test.db, 'territory-delegate', 'department', '19');
    expect(
      await openReview(ctxOf(test.db, other), need(other, 'partnerships.move'), id),
    ).toMatchObject({ failure: { code: 'out-of-scope' } });
  });
});

it('lets no term pass in silence, and tells each notice once', async () => {
  const days = async () =>
    (
      await test.db
        .selectFrom('domain_event')
        .select('payload')
        .where('type', '=', TERM_NEAR)
        .orderBy('id')
        .execute()
    ).map(({ payload }) => (payload as { days: number }).days);
  const at = (day: string) => new Date(`${day}T04:07:00Z`);
  expect(await watchTerms(test.db, at('2026-01-01'))).toBe(0);
  for (const day of ['2026-06-15', '2026-06-16', '2026-07-02', '2026-07-30', '2026-08-01'])
    await watchTerms(test.db, at(day));
  await watchTerms(test.db, at('2026-08-20'));
  await watchTerms(test.db, at('2026-08-31'));
  expect(await days()).toEqual([47, 30, 2, 0, -30]);
  // A later term starts anew.
  await test.db.updateTable('partnership').set({ ends_on: '2027-01-01' }).execute();
  expect(await watchTerms(test.db, at('2026-08-31'))).toBe(1);
});
