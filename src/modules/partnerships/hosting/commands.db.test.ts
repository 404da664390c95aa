import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { createHosting, endHosting, recordHours, updateHosting } from './commands.ts';
import { hostingFacts, hostingInput, hoursInput } from './contract.ts';
import { getHosting, listHostings, listHours, listPublicHostings } from './queries.ts';

const TODAY = '2026-06-15';
let test: TestDatabase;
let lead: Actor;
let creuse: Actor;
let correze: Actor;
let partnershipId: string;
let partnerId: string;
let placeId: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  creuse = await makeAccount(test.db, 'territory-delegate', 'department', '23');
  correze = await makeAccount(test.db, 'territory-delegate', 'department', '19');
  partnerId = await makePartner(test.db, lead, '23096');
  partnershipId = await makePartnership(test.db, lead, partnerId, '23', 'active');
  placeId = await makePlace(test.db, '23096', '23');
});

const morning = [['09:00', '12:00']];
const hours = (validFrom: string, after: unknown) => ({
  validFrom,
  before: { monday: morning },
  after,
});
const facts = (more: Record<string, unknown> = {}) => ({
  placeId,
  name: 'Le Comptoir',
  surface: 30,
  servicesBefore: ['Courrier'],
  servicesAfter: ['Courrier', 'Café'],
  agreementStartsOn: '2026-01-01',
  agreementEndsOn: '2028-12-31',
  ...more,
});
const input = (more: Record<string, unknown> = {}) =>
  hostingInput.parse({
    ...facts(more),
    partnershipId,
    hours: hours('2026-02-01', { monday: [...morning, ['11:00', '13:30']] }),
  });

async function make(actor: Actor = creuse): Promise<string> {
  const made = await createHosting(ctxOf(test.db, actor), need(actor, 'hosting.write'), input());
  if (!made.ok) throw new Error(made.failure.code);
  return made.value.id;
}

const reading = (actor: Actor) => need(actor, 'hosting.read');

describe('a hosted business', () => {
  it('is made once, with its hours tidied and its gain computed', async () => {
    const id = newId();
    const ctx = ctxOf(test.db, creuse);
    const write = need(creuse, 'hosting.write');
    expect(await createHosting(ctx, write, input(), id)).toMatchObject({
      value: { created: true },
    });
    expect(await createHosting(ctx, write, input({ name: 'Other' }), id)).toMatchObject({
      value: { created: false },
    });
    expect(await getHosting(test.db, reading(lead), id, TODAY)).toMatchObject({
      name: 'Le Comptoir',
      gained: 90,
      minutesBefore: 180,
      hoursAfter: { monday: [['09:00', '13:30']] },
    });
    expect(await listHours(test.db, id)).toHaveLength(1);
  });

  it('is refused in a place out of reach, and leaves nothing', async () => {
    const made = await createHosting(
      ctxOf(test.db, correze),
      need(correze, 'hosting.write'),
      input(),
    );
    expect(made).toMatchObject({ failure: { code: 'out-of-scope', field: 'placeId' } });
    expect(await listHostings(test.db, reading(lead), {}, TODAY)).toEqual([]);
  });

  it('is changed by who saw its last version only', async () => {
    const id = await make();
    const change = (actor: Actor, version: number, name: string) =>
      updateHosting(
        ctxOf(test.db, actor),
        need(actor, 'hosting.write'),
        id,
        version,
        hostingFacts.parse(facts({ name })),
      );
    expect(await change(creuse, 1, 'Un')).toMatchObject({ ok: true });
    expect(await change(creuse, 1, 'Deux')).toMatchObject({
      failure: { code: 'changed-meanwhile' },
    });
    expect(await change(correze, 2, 'Trois')).toMatchObject({ failure: { code: 'out-of-scope' } });
    expect(await getHosting(test.db, reading(lead), id, TODAY)).toMatchObject({ name: 'Un' });
  });

  it('keeps each version of its hours for the days that it was true', async () => {
    const id = await make();
    const note = (validFrom: string, after: unknown) =>
      recordHours(
        ctxOf(test.db, creuse),
        need(creuse, 'hosting.write'),
        id,
        hoursInput.parse(hours(validFrom, after)),
      );
    expect(await note('2026-05-01', { monday: [['09:00', '18:00']] })).toMatchObject({ ok: true });
    expect(await note('2026-04-30', { monday: morning })).toMatchObject({
      failure: { code: 'valid-from-not-later' },
    });
    // The same first day corrects the last version.
    expect(await note('2026-05-01', { monday: [['09:00', '17:00']] })).toMatchObject({ ok: true });
    expect(await note('2026-09-01', { monday: [['09:00', '20:00']] })).toMatchObject({ ok: true });
    expect(await listHours(test.db, id)).toMatchObject([
      { validFrom: '2026-09-01', validUntil: null, minutesAfter: 660 },
      { validFrom: '2026-05-01', validUntil: '2026-08-31', minutesAfter: 480 },
      { validFrom: '2026-02-01', validUntil: '2026-04-30', minutesAfter: 270 },
    ]);
    const on = async (day: string) =>
      (await getHosting(test.db, reading(lead), id, day))?.minutesAfter;
    expect([await on('2026-01-01'), await on('2026-04-30'), await on(TODAY)]).toEqual([
      270, 270, 480,
    ]);
  });

  it('ends once, with a reason, and counts no more', async () => {
    const id = await make();
    const end = (endedOn: string) =>
      endHosting(ctxOf(test.db, creuse), need(creuse, 'hosting.write'), id, {
        endedOn,
        reason: 'Le bail est fini.',
      });
    expect(await end('2026-01-31')).toMatchObject({ failure: { code: 'ends-before-start' } });
    expect(await end('2026-06-01')).toMatchObject({ ok: true });
    expect(await end('2026-06-02')).toMatchObject({ failure: { code: 'hosting-ended' } });
    const ongoing = await listHostings(test.db, reading(lead), { on: TODAY }, TODAY);
    expect(ongoing).toEqual([]);
    expect(await getHosting(test.db, reading(lead), id, TODAY)).toMatchObject({
      endedOn: '2026-06-01',
      endReason: 'Le bail est fini.',
    });
    const noted = await recordHours(
      ctxOf(test.db, creuse),
      need(creuse, 'hosting.write'),
      id,
      hoursInput.parse(hours('2026-06-10', { monday: morning })),
    );
    expect(noted).toMatchObject({ failure: { code: 'hosting-ended' } });
  });
});

describe('who reads', () => {
  it('shows a partner its own only', async () => {
    const id = await make();
    const own = await makeAccount(test.db, 'partner-member', 'organisation', partnerId);
    const other = await makeAccount(
      test.db,
      'partner-admin',
      'organisation',
      await makePartner(test.db, lead, '23096'),
    );
    expect(await getHosting(test.db, reading(own), id, TODAY)).toMatchObject({ id });
    expect(await getHosting(test.db, reading(other), id, TODAY)).toBeNull();
    expect(await listHostings(test.db, reading(other), {}, TODAY)).toEqual([]);
  });

  it('gives the public services and hours, never the terms, and nothing unpublished', async () => {
    await make();
    const published = { publishedPartnership: partnershipId };
    expect(await listPublicHostings(test.db, published, TODAY)).toEqual([]);
    await test.db
      .updateTable('partnership')
      .set({
        slug: 'le-comptoir',
        operator_agreed_at: new Date(),
        partner_agreed_at: new Date(),
      })
      .where('id', '=', partnershipId)
      .execute();
    const [shown] = await listPublicHostings(test.db, published, TODAY);
    expect(Object.keys(shown ?? {}).sort()).toEqual([
      'communeName',
      'gained',
      'hoursAfter',
      'id',
      'name',
      'placeName',
      'servicesAfter',
    ]);
    expect(JSON.stringify(shown)).not.toContain('2028');
    // Before its first day it is nobody's business.
    expect(await listPublicHostings(test.db, { place: placeId }, '2026-01-15')).toEqual([]);
  });
});
