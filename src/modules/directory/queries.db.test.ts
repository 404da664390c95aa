import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NOW } from '../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../tests/support/factories.ts';
import { newId } from '../../platform/db/ids.ts';
import { helpQuery } from './contract.ts';
import { presencesAt } from './presences/queries.ts';
import { findHelp, getHelpPlace, nextSessions } from './queries.ts';

const GUERET = { latitude: 46.17, longitude: 1.87 };
const HERE = { centre: GUERET, commune: '23096' };

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
}, 120_000);
afterAll(() => test.close());
beforeEach(() => test.reset());

interface Made {
  /** Kilometres north of Guéret; null without a position. */
  readonly north?: number | null;
  readonly place?: Record<string, unknown>;
  /** Null for none. */
  readonly sheet?: Record<string, unknown> | null;
}

async function make(name: string, { north = 0, place = {}, sheet = {} }: Made = {}) {
  const id = await makePlace(test.db, '23096', '23');
  await test.db
    .updateTable('place')
    .set({
      name,
      kind: 'digital-place',
      latitude: north === null ? null : GUERET.latitude + north / 111.2,
      longitude: north === null ? null : GUERET.longitude,
      ...place,
    } as never)
    .where('id', '=', id)
    .execute();
  if (sheet)
    await test.db
      .insertInto('place_mediation')
      .values({ place_id: id, updated_on: '2026-01-01', ...sheet } as never)
      .execute();
  return id;
}

const find = async (typed: Record<string, unknown> = {}, around = HERE) =>
  (await findHelp(test.db, around, helpQuery.parse(typed), NOW)).map(({ name }) => name);

async function workshopAt(place: string, themes: string[], open = true) {
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096');
  const workshop = newId();
  await test.db
    .insertInto('workshop')
    .values({
      id: workshop,
      partnership_id: await makePartnership(test.db, lead, partner, '23'),
      title: 'Atelier',
      themes,
      level: 'debutant',
      access: [],
      open,
      created_by: null,
    })
    .execute();
  const session = newId();
  await test.db
    .insertInto('workshop_session')
    .values({
      id: session,
      workshop_id: workshop,
      place_id: place,
      starts_at: '2026-06-20T12:00:00Z',
      ends_at: '2026-06-20T14:00:00Z',
      capacity: 1,
      moved_from: null,
      led_by: null,
      reminded_at: null,
    })
    .execute();
  return session;
}

describe('help nearby', () => {
  it('is given nearest first, within the distance, with its kilometres', async () => {
    await make('loin', { north: 40 });
    await make('à dix', { north: 10 });
    await make('ici', { north: 1 });
    expect(await find()).toEqual(['ici', 'à dix']);
    expect(await find({ km: 5 })).toEqual(['ici']);
    expect(await find({ km: 60 })).toEqual(['ici', 'à dix', 'loin']);
    const [, second] = await findHelp(test.db, HERE, helpQuery.parse({}), NOW);
    expect(second?.kilometres).toBeCloseTo(10, 1);
  });

  it('is to be had where there is a sheet, a France Services branch, or a workshop', async () => {
    await make('bureau sans rien', { sheet: null });
    await make('france services', { sheet: null, place: { kind: 'france-services' } });
    const busy = await make('bureau avec atelier', { sheet: null });
    await workshopAt(busy, ['email']);
    const closed = await make('atelier fermé au public', { sheet: null });
    await workshopAt(closed, ['email'], false);
    await make('ne reçoit personne', { sheet: { access_ways: ['no-public'] } });
    await make('lieu fermé', { place: { status: 'closed' } });
    expect((await find()).sort()).toEqual(['bureau avec atelier', 'france services']);
    expect(await find({ services: 'procedures', free: '1' })).toEqual(['france services']);
    expect(await find({ services: 'everyday-tools' })).toEqual(['bureau avec atelier']);
    expect(await find({ services: 'safety' })).toEqual([]);
  });

  it('follows what is asked for', async () => {
    await make('a', {
      sheet: { services: ['procedures', 'access'], fees: ['paid'], access_ways: ['visit'] },
    });
    await make('b', {
      sheet: { services: ['safety'], fees: ['free'], special_care: ['deaf', 'step-free'] },
    });
    expect(await find({ services: 'safety,work' })).toEqual(['b']);
    expect(await find({ free: true })).toEqual(['b']);
    expect(await find({ walkIn: 'true' })).toEqual(['a']);
    expect(await find({ care: ['deaf', 'step-free'] })).toEqual(['b']);
    expect(await find({ care: ['deaf', 'english'] })).toEqual([]);
    expect((await find({ services: 'nonsense' })).sort()).toEqual(['a', 'b']);
  });

  it('does not forget places of the commune whose position is not known', async () => {
    await make('sans position', { north: null });
    await make('ici', { north: 1 });
    expect(await find()).toEqual(['ici', 'sans position']);
    expect(await find({}, { ...HERE, commune: null as never })).toEqual(['ici']);
  });

  it('shows one of two records of a place, with the sheet of either', async () => {
    const bare = await make('gardé', { sheet: null });
    const other = await make('autre', {
      sheet: { services: ['work'] },
      place: { same_as: bare },
    });
    const [only, ...more] = await findHelp(test.db, HERE, helpQuery.parse({}), NOW);
    expect([only?.name, only?.services, more]).toEqual(['gardé', ['work'], []]);
    expect(await getHelpPlace(test.db, other, NOW)).toEqual({ sameAs: bare });
    expect(await getHelpPlace(test.db, newId(), NOW)).toBeNull();
  });

  it('never shows an address that looks like a person’s', async () => {
    const id = await make('a', {
      sheet: { emails: ['marie.dupont@exemple.fr', 'contact@exemple.fr'] },
    });
    expect(await getHelpPlace(test.db, id, NOW)).toMatchObject({ emails: ['contact@exemple.fr'] });
  });

  it('names workshops with seats left only', async () => {
    const place = await make('a');
    const session = await workshopAt(place, ['email']);
    const left = await nextSessions(test.db, [place], NOW);
    expect(left.get(place)).toMatchObject([{ id: session, left: 1 }]);
    await test.db
      .insertInto('workshop_registration')
      .values({
        id: newId(),
        session_id: session,
        code: 'AAAA-BBBB',
        via: 'staff',
        state: 'registered',
        sealed_contact: null,
        registered_by: null,
      } as never)
      .execute();
    expect((await nextSessions(test.db, [place], NOW)).size).toBe(0);
  });
});

describe('who helps at a place', () => {
  it('is there by post and time, while somebody can still come', async () => {
    const place = await make('bureau');
    const full = await make('complet');
    const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
    const partner = await makePartner(test.db, lead, '23096');
    const partnership = await makePartnership(test.db, lead, partner, '23');
    const advisor = newId();
    await test.db
      .insertInto('advisor')
      .values({
        id: advisor,
        name: 'Camille',
        kind: 'advisor',
        employer_partner_id: null,
        partnership_id: partnership,
        account_id: null,
        themes: ['email'],
        access: [],
        languages: [],
        department_code: '23',
        active_from: '2026-01-01',
        active_until: null,
        created_by: null,
      })
      .execute();
    const presence = async (at: string, day: string, slot: number | null, hours = 1) => {
      const round = newId();
      await test.db
        .insertInto('advisor_round')
        .values({
          id: round,
          advisor_id: advisor,
          place_id: at,
          weekday: 'monday',
          every_weeks: 1,
          from_time: '10:00',
          to_time: '11:00',
          valid_from: '2026-01-01',
          valid_until: null,
          by_appointment: slot !== null,
          slot_minutes: slot,
          written_until: null,
          created_by: null,
        })
        .execute();
      const id = newId();
      await test.db
        .insertInto('advisor_presence')
        .values({
          id,
          round_id: round,
          advisor_id: advisor,
          replaces_id: null,
          place_id: at,
          held_on: day,
          starts_at: new Date(`${day}T10:00:00Z`),
          ends_at: new Date(`${day}T${10 + hours}:00:00Z`),
          slot_minutes: slot,
          absence_id: null,
        })
        .execute();
      return id;
    };
    const free = await presence(place, '2026-06-16', 30);
    const open = await presence(place, '2026-06-17', null);
    await presence(place, '2026-08-03', 30);
    const taken = await presence(full, '2026-06-18', 60);
    await test.db
      .insertInto('advisor_appointment')
      .values({
        id: newId(),
        presence_id: taken,
        advisor_id: advisor,
        starts_at: new Date('2026-06-18T10:00:00Z'),
        ends_at: new Date('2026-06-18T11:00:00Z'),
        code: 'ABCD2345',
        via: 'public',
        state: 'booked',
        theme: null,
        sealed_contact: null,
        reminded_at: null,
        moved_from: null,
        booked_by: null,
      })
      .execute();
    const found = await presencesAt(test.db, [place, full], NOW);
    expect([...found.keys()]).toEqual([place]);
    expect(found.get(place)).toEqual([
      {
        id: free,
        kind: 'advisor',
        startsAt: '2026-06-16T10:00:00.000Z',
        endsAt: '2026-06-16T11:00:00.000Z',
        free: 2,
      },
      expect.objectContaining({ id: open, free: null }),
    ]);
  });
});
