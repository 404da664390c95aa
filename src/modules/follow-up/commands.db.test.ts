import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { makeAccount, makePartner, makePlace } from '../../../tests/support/factories.ts';
import { type Actor, authorize, type Ctx } from '../../platform/access/access.ts';
import { newId } from '../../platform/db/ids.ts';
import { createFile, personTold, updateFile } from './commands.ts';
import { renewConsent } from './consent/commands.ts';
import { consentInput } from './consent/contract.ts';
import { touchFile } from './contact/commands.ts';
import { newFileInput, personInput } from './contract.ts';
import { type Keeper, readKeeper } from './domain.ts';
import { endExpired, endFile } from './ending/commands.ts';
import { copyOutput } from './ending/contract.ts';
import { exportOf } from './ending/domain.ts';
import { countDistinctFollowed, followUpFigures } from './ending/queries.ts';
import { FILES_END_SOON, FILES_HANDED_OVER } from './events.ts';
import { addNote } from './notes/commands.ts';
import { noteInput } from './notes/contract.ts';
import { getFile, keeperChoices, keeperOfFile, listFiles, listFilesForChoice } from './queries.ts';
import { handOver } from './relay/commands.ts';
import { listRelay } from './relay/queries.ts';
import { searchFiles } from './search/queries.ts';

const SECRET = 's'.repeat(32);
let test: TestDatabase;
let lead: Actor;
let admin: Actor;
let member: Actor;
let partner: string;
let other: string;
let place: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partner = await makePartner(test.db, lead, '23096', 'Le Relais');
  other = await makePartner(test.db, lead, '19272', 'Les Jardins');
  place = await makePlace(test.db, '23096', '23');
  admin = await makeAccount(test.db, 'partner-admin', 'organisation', partner);
  member = await makeAccount(test.db, 'partner-member', 'organisation', partner);
});

const ctx = (actor: Actor, now = NOW): Ctx => ({ ...ctxOf(test.db, actor), now });
const days = (n: number): Date => new Date(NOW.getTime() + n * 86_400_000);
const own = (): Keeper => ({ kind: 'partner', code: partner });

const asked = (more: Record<string, unknown> = {}) =>
  newFileInput.parse({
    keeper: own(),
    firstName: 'Zélie',
    lastName: 'Démo-Lefèvre',
    birthYear: '1948',
    reachKind: 'phone',
    reach: '06 39 98 12 34',
    communeCode: '23096',
    themes: ['email'],
    access: ['low-vision'],
    goals: 'Écrire à sa petite-fille',
    purpose: 'learn',
    words: 'Pour écrire seule',
    months: '24',
    givenOn: '2026-06-15',
    way: 'paper',
    agreed: true,
    ...more,
  });

async function open(more: Record<string, unknown> = {}, actor = member, now = NOW) {
  const write = need(actor, 'follow-up.write');
  const done = await createFile(ctx(actor, now), write, SECRET, asked(more));
  if (!done.ok) throw new Error(done.failure.code);
  return done.value.id;
}

const read = (actor: Actor, id: string) =>
  getFile(test.db, need(actor, 'follow-up.read'), SECRET, id);

const events = async (type: string) =>
  (
    await test.db.selectFrom('domain_event').select('payload').where('type', '=', type).execute()
  ).map(({ payload }) => payload);

describe('a file', () => {
  it('is opened with an agreement and never without', async () => {
    for (const [field, value] of [
      ['agreed', false],
      ['purpose', 'anything'],
      ['months', '25'],
      ['way', 'guessed'],
    ] as const)
      expect(() => asked({ [field]: value })).toThrow();
    // What is spoken has a witness.
    expect(() => asked({ way: 'spoken' })).toThrow('witness-needed');
    await expect(open({ givenOn: '2026-06-16' })).rejects.toThrow('date-in-future');
    expect(await test.db.selectFrom('followed_person').selectAll().execute()).toEqual([]);
    const id = await open({ way: 'spoken', witness: 'Un collègue' });
    expect(await read(member, id)).toMatchObject({
      firstName: 'Zélie',
      consentUntil: '2028-06-15',
      expiresOn: '2027-06-15',
      consents: [
        { purpose: 'learn', way: 'spoken', witness: 'Un collègue', words: 'Pour écrire seule' },
      ],
    });
  });

  it('rests sealed: no table tells who it is about', async () => {
    const id = await open();
    const note = noteInput.parse({
      id: newId(),
      kind: 'call',
      happenedOn: '2026-06-15',
      text: 'Zélie a appelé',
    });
    await addNote(ctx(member), need(member, 'follow-up.write'), SECRET, id, note);
    const { rows } = await sql<{ name: string }>`
      SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
        AND table_name NOT IN ('commune', 'epci', 'department', 'region')`.execute(test.db);
    for (const { name } of rows) {
      const found = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(name)} AS t
        WHERE t::text ~* 'zélie|lefèvre|[^0-9a-z]1948[^0-9a-z]|petite-fille|98 12 34|low-vision'`.execute(
        test.db,
      );
      expect([name, Number(found.rows[0]?.n)]).toEqual([name, 0]);
    }
    expect(await read(member, id)).toMatchObject({ notes: [{ text: 'Zélie a appelé' }] });
  });

  it('has no digest in common with a file of the same person elsewhere', async () => {
    const foreign = await makeAccount(test.db, 'partner-member', 'organisation', other);
    await open();
    await open({ keeper: { kind: 'partner', code: other } }, foreign);
    const [one, two] = await test.db.selectFrom('followed_person').select('search_keys').execute();
    expect(one?.search_keys.length).toBeGreaterThan(10);
    expect(one?.search_keys.filter((key) => two?.search_keys.includes(key))).toEqual([]);
  });

  it('is one when the form is sent twice, and keeps two edits apart', async () => {
    const id = newId();
    const write = need(member, 'follow-up.write');
    const send = () => createFile(ctx(member), write, SECRET, asked(), { id });
    expect(await send()).toEqual({ ok: true, value: { id, created: true } });
    expect(await send()).toEqual({ ok: true, value: { id, created: false } });
    const version = (await read(member, id))?.version ?? 0;
    const change = personInput.parse({ firstName: 'Zélie', communeCode: '23096', goals: 'Autre' });
    const edit = () => updateFile(ctx(member), write, SECRET, id, version, change);
    expect(await edit()).toMatchObject({ ok: true });
    expect(await edit()).toMatchObject({ failure: { code: 'changed-meanwhile' } });
    expect(await read(member, id)).toMatchObject({ goals: 'Autre', lastName: null });
  });

  it('is looked for before it is made', async () => {
    const id = await open();
    const write = need(admin, 'follow-up.write');
    const make = (ruledOut?: string[]) =>
      createFile(
        ctx(admin),
        write,
        SECRET,
        asked({ lastName: 'Lefebvre', reach: '', reachKind: '' }),
        {
          ...(ruledOut ? { ruledOut } : {}),
        },
      );
    expect(await make()).toMatchObject({
      failure: { code: 'likely-known', likely: [{ id, firstName: 'Zélie' }] },
    });
    expect(await make([id])).toMatchObject({ ok: true });
    for (const wanted of [
      { name: 'zelie', birthYear: null, reach: '' },
      { name: 'Lefèvre', birthYear: 1948, reach: '' },
      { name: '', birthYear: null, reach: '9812' },
    ]) {
      const found = await searchFiles(test.db, need(admin, 'follow-up.read'), SECRET, wanted);
      expect(found.map((one) => one.id)).toContain(id);
    }
  });
});

it('is still found after its keeper was merged into another', async () => {
  const id = await open();
  const foreign = await makeAccount(test.db, 'partner-member', 'organisation', other);
  await open({ keeper: { kind: 'partner', code: other }, firstName: 'Omar' }, foreign);
  await test.db
    .updateTable('followed_person')
    .set({ partner_id: other })
    .where('id', '=', id)
    .execute();
  const wanted = { name: 'zelie', birthYear: null, reach: '' };
  const found = await searchFiles(test.db, need(foreign, 'follow-up.read'), SECRET, wanted);
  expect(found.map((one) => one.id)).toContain(id);
});

describe('who reads a file', () => {
  const keepers = (): readonly (readonly [string, Keeper])[] => [
    ['partner', own()],
    ['department', { kind: 'department', code: '23' }],
    ['place', { kind: 'place', code: place }],
  ];
  const readers = () =>
    [
      ['partner-admin', 'organisation', partner, 'partner'],
      ['partner-member', 'organisation', partner, 'partner'],
      ['advisor', 'organisation', partner, 'partner'],
      ['partner-admin', 'organisation', other, null],
      ['advisor', 'department', '23', 'department'],
      ['advisor', 'region', '75', 'department'],
      ['advisor', 'department', '19', null],
      ['place-manager', 'place', place, 'place'],
      ['advisor', 'place', place, 'place'],
      ['territory-delegate', 'department', '23', null],
      ['alliance-lead', 'national', '', null],
      ['verifier', 'national', '', null],
      ['admin', 'national', '', null],
      ['counter-agent', 'place', place, null],
    ] as const;

  it('is who stands inside the one organisation that keeps it, and nobody else', async () => {
    const files: Record<string, string> = {};
    for (const [name, keeper] of keepers()) {
      const [role, kind, code] = readers().find((one) => one[3] === name) ?? readers()[0] ?? [];
      if (!role || !kind || code === undefined) throw new Error('nobody');
      files[name] = await open({ keeper }, await makeAccount(test.db, role, kind, code));
    }
    for (const [role, kind, code, inside] of readers()) {
      const actor = await makeAccount(test.db, role, kind, code);
      const scope = authorize(actor, 'follow-up.read');
      const write = authorize(actor, 'follow-up.write');
      for (const [name, id] of Object.entries(files)) {
        const found = scope ? await getFile(test.db, scope, SECRET, id) : null;
        expect([role, kind, name, found !== null]).toEqual([role, kind, name, name === inside]);
        if (!scope || !write || name === inside) continue;
        // As if there were none: in lists, in searches, and for whoever tries to write.
        expect(
          (await listFiles(test.db, scope, SECRET, {})).items.map((one) => one.id),
        ).not.toContain(id);
        const seen = await searchFiles(test.db, scope, SECRET, {
          name: 'Zélie',
          birthYear: 1948,
          reach: '9812',
        });
        expect(seen.map((one) => one.id)).not.toContain(id);
        expect(await keeperOfFile(test.db, write, id)).toBeNull();
        const choices = await listFilesForChoice(ctx(actor), write, SECRET);
        expect(choices.map((one) => one.id)).not.toContain(id);
        const gone = { ok: false, failure: { code: 'not-found', field: 'form' } };
        const person = personInput.parse({ firstName: 'X', communeCode: '23096' });
        const note = noteInput.parse({
          id: newId(),
          kind: 'note',
          happenedOn: '2026-06-15',
          text: 'x',
        });
        const consent = consentInput.parse(asked());
        for (const target of [id, newId()]) {
          expect(await updateFile(ctx(actor), write, SECRET, target, 1, person)).toEqual(gone);
          expect(await addNote(ctx(actor), write, SECRET, target, note)).toEqual(gone);
          expect(await renewConsent(ctx(actor), write, SECRET, target, consent)).toEqual(gone);
          expect(await endFile(ctx(actor), write, target, 'erased')).toEqual(gone);
          expect(await personTold(ctx(actor), write, target)).toEqual(gone);
          expect(
            await handOver(ctx(actor), need(actor, 'follow-up.hand-over'), [target], 'x'),
          ).toEqual(gone);
        }
        // An id that is taken elsewhere is no way to learn that it is.
        const [mine] = await keeperChoices(test.db, write);
        if (mine)
          expect(
            await createFile(ctx(actor), write, SECRET, asked({ keeper: mine.keeper }), { id }),
          ).toEqual(gone);
      }
    }
  });

  it('opens none for another organisation', async () => {
    await expect(open({ keeper: { kind: 'partner', code: other } })).rejects.toThrow(
      'out-of-scope',
    );
    await expect(open({ keeper: { kind: 'department', code: '23' } })).rejects.toThrow(
      'out-of-scope',
    );
    expect(readKeeper('partner')).toBeNull();
    expect(readKeeper('region:75')).toBeNull();
  });
});

describe('the end of a file', () => {
  const rows = async () => ({
    persons: await test.db.selectFrom('followed_person').selectAll().execute(),
    notes: await test.db.selectFrom('follow_up_note').selectAll().execute(),
    consents: await test.db.selectFrom('follow_up_consent').selectAll().execute(),
    facts: await test.db.selectFrom('follow_up_fact').selectAll().execute(),
  });

  it('comes at once when the agreement is withdrawn, and leaves facts without a person', async () => {
    const id = await open();
    const write = need(member, 'follow-up.write');
    expect(await endFile(ctx(member), write, id, 'withdrawn')).toMatchObject({ ok: true });
    const left = await rows();
    expect([left.persons, left.notes, left.consents]).toEqual([[], [], []]);
    expect(left.facts).toMatchObject([
      {
        partner_id: partner,
        department_code: '23',
        themes: ['email'],
        months: ['2026-06-01'],
        why: 'withdrawn',
      },
    ]);
    expect(left.facts[0]?.id).not.toBe(id);
    expect(await read(member, id)).toBeNull();
    // Distinct persons of the past stay what they were.
    expect(await countDistinctFollowed(test.db, { partnerId: partner })).toBe(1);
  });

  it('leaves nothing to count when the person asks to be erased', async () => {
    const id = await open();
    await endFile(ctx(member), need(member, 'follow-up.write'), id, 'erased');
    expect((await rows()).facts).toMatchObject([
      { themes: [], months: [], place_id: null, why: 'erased' },
    ]);
    expect(await countDistinctFollowed(test.db, {})).toBe(0);
  });

  it('comes twelve months after the last contact, told of thirty days before, once', async () => {
    const id = await open();
    await open({ firstName: 'Omar', lastName: 'Essai', reach: '', reachKind: '' });
    // 2027-06-15 less thirty days.
    expect(await endExpired(test.db, days(334))).toEqual({ ended: 0, announced: 0 });
    expect(await endExpired(test.db, days(335))).toEqual({ ended: 0, announced: 2 });
    expect(await endExpired(test.db, days(335))).toEqual({ ended: 0, announced: 0 });
    expect(await events(FILES_END_SOON)).toEqual([
      { accountId: member.accountId, keeperKind: 'partner', keeperCode: partner, files: 2 },
    ]);
    // A contact puts the end off, and the new end is told of again.
    await test.db.transaction().execute((trx) => touchFile(trx, id, '2027-05-20', newId()));
    expect(await endExpired(test.db, days(365))).toEqual({ ended: 1, announced: 0 });
    expect(await endExpired(test.db, days(365))).toEqual({ ended: 0, announced: 0 });
    expect(await read(member, id)).toMatchObject({ expiresOn: '2028-05-20' });
    expect(await endExpired(test.db, days(680))).toEqual({ ended: 0, announced: 1 });
    expect((await rows()).facts).toMatchObject([{ why: 'expired' }]);
  });

  it('has no meeting on it or after it', async () => {
    const late = 'after-file-end';
    await expect(open({ months: '3', nextOn: '2026-09-15' })).rejects.toThrow(late);
    expect(await test.db.selectFrom('followed_person').selectAll().execute()).toEqual([]);
    const id = await open({ nextOn: '2027-06-14' }, member, NOW);
    const write = need(member, 'follow-up.write');
    const version = (await read(member, id))?.version ?? 0;
    const change = (nextOn: string) =>
      updateFile(ctx(member), write, SECRET, id, version, personInput.parse(asked({ nextOn })));
    expect(await change('2027-06-15')).toEqual({
      ok: false,
      failure: { code: late, field: 'nextOn' },
    });
    const note = (kind: string, nextOn: string) =>
      addNote(
        ctx(member, days(10)),
        write,
        SECRET,
        id,
        noteInput.parse({ id: newId(), kind, happenedOn: '2026-06-25', text: 'x', nextOn }),
      );
    expect(await note('note', '2027-06-20')).toMatchObject({ failure: { code: late } });
    expect(await read(member, id)).toMatchObject({ nextOn: '2027-06-14', notes: [] });
    // A meeting today puts the end off.
    expect(await note('meeting', '2027-06-20')).toMatchObject({ ok: true });
    expect(await read(member, id)).toMatchObject({ nextOn: '2027-06-20' });
  });

  it('comes with the agreement, whatever contacts there were, unless it is given anew', async () => {
    const id = await open({ months: '3' });
    await test.db.transaction().execute((trx) => touchFile(trx, id, '2026-09-01', newId()));
    expect(await read(member, id)).toMatchObject({ expiresOn: '2026-09-15' });
    const again = consentInput.parse({ ...asked(), months: '12', givenOn: '2026-09-10' });
    const write = need(member, 'follow-up.write');
    expect(await renewConsent(ctx(member, days(88)), write, SECRET, id, again)).toMatchObject({
      ok: true,
    });
    expect(await endExpired(test.db, days(93))).toMatchObject({ ended: 0 });
    expect(await read(member, id)).toMatchObject({ consentUntil: '2027-09-10' });
  });
});

describe('notes', () => {
  it('are contacts or remarks, once, and not of the future', async () => {
    const id = await open({}, member, days(-40)).catch((error) => error);
    expect(String(id)).toContain('date-in-future');
    const real = await open({ givenOn: '2026-05-01' }, member, days(-40));
    const write = need(member, 'follow-up.write');
    const note = (kind: string, on: string, noteId = newId()) =>
      addNote(
        ctx(member),
        write,
        SECRET,
        real,
        noteInput.parse({ id: noteId, kind, happenedOn: on, text: 'x' }),
      );
    expect(await note('note', '2026-06-15')).toMatchObject({ ok: true });
    expect((await read(member, real))?.lastContactOn).toBe('2026-05-06');
    const same = newId();
    expect(await note('meeting', '2026-06-10', same)).toMatchObject({ value: { created: true } });
    expect(await note('meeting', '2026-06-10', same)).toMatchObject({ value: { created: false } });
    expect(await note('call', '2026-06-16')).toMatchObject({ failure: { code: 'date-in-future' } });
    expect(await read(member, real)).toMatchObject({ lastContactOn: '2026-06-10' });
    expect((await read(member, real))?.notes).toHaveLength(2);
  });

  it('are in the copy for the person, without anybody else’s name', async () => {
    const id = await open({ way: 'spoken', witness: 'Témoin Inventé' });
    const note = noteInput.parse({
      id: newId(),
      kind: 'call',
      happenedOn: '2026-06-15',
      text: 'Rappeler',
    });
    await addNote(ctx(member), need(member, 'follow-up.write'), SECRET, id, note);
    const file = await read(member, id);
    if (!file) throw new Error('no file');
    const noted = {
      help: [{ happenedOn: '2026-06-14', minutes: 30, themes: ['email'], placeName: 'Bureau' }],
      devices: [],
    };
    const copy = exportOf(file, noted);
    expect(copyOutput.parse(copy)).toEqual(copy);
    expect(copy.accompaniments).toEqual([
      { happenedOn: '2026-06-14', minutes: 30, themes: ['email'], place: 'Bureau' },
    ]);
    const text = JSON.stringify(copy);
    for (const word of ['Zélie', 'Rappeler', '06 39 98 12 34', 'petite-fille'])
      expect(text).toContain(word);
    for (const word of ['Témoin', 'partner-member']) expect(text).not.toContain(word);
  });
});

describe('handing over', () => {
  const give = (actor: Actor, ids: string[], to: Actor) =>
    handOver(ctx(actor), need(actor, 'follow-up.hand-over'), ids, to.accountId ?? '');

  it('gives one’s own files to a colleague, who is told; the persons are to be told', async () => {
    const ids = [
      await open(),
      await open({ firstName: 'Omar', lastName: 'Essai', reach: '', reachKind: '' }),
    ];
    expect(await give(member, ids, admin)).toEqual({ ok: true, value: { files: 2 } });
    expect(await events(FILES_HANDED_OVER)).toEqual([{ accountId: admin.accountId, files: 2 }]);
    const file = await read(member, ids[0] ?? '');
    expect(file).toMatchObject({ referent: { id: admin.accountId }, tellReferent: true });
    // They are the admin's now: the member cannot take them back.
    expect(await give(member, ids, member)).toMatchObject({ failure: { code: 'not-found' } });
    expect(
      await personTold(ctx(admin), need(admin, 'follow-up.write'), ids[0] ?? ''),
    ).toMatchObject({ ok: true });
    expect((await read(member, ids[0] ?? ''))?.tellReferent).toBe(false);
  });

  it('gives to nobody of another organisation, and all or none', async () => {
    const stranger = await makeAccount(test.db, 'partner-member', 'organisation', other);
    const id = await open();
    expect(await give(admin, [id], stranger)).toMatchObject({
      failure: { code: 'colleague-unknown' },
    });
    expect(await give(admin, [id, newId()], admin)).toMatchObject({
      failure: { code: 'not-found' },
    });
    expect((await read(member, id))?.referent?.id).toBe(member.accountId);
  });

  it('loses no file when an account goes: they are shown to who manages', async () => {
    const advisor = await makeAccount(test.db, 'advisor', 'department', '23');
    const colleague = await makeAccount(test.db, 'advisor', 'region', '75');
    const delegate = await makeAccount(test.db, 'territory-delegate', 'department', '23');
    const id = await open({ keeper: { kind: 'department', code: '23' } }, advisor);
    // The grant is taken first, as when somebody changes area.
    await test.db
      .deleteFrom('account_grant')
      .where('user_id', '=', advisor.accountId ?? '')
      .execute();
    const relay = () => listRelay(ctx(delegate), need(delegate, 'follow-up.hand-over'), SECRET);
    expect(await relay()).toMatchObject([
      { referent: { id: advisor.accountId }, here: false, files: [{ id, name: null }] },
    ]);
    await test.db
      .deleteFrom('auth_user')
      .where('id', '=', advisor.accountId ?? '')
      .execute();
    expect(await relay()).toMatchObject([{ referent: null, files: [{ id, name: null }] }]);
    // The delegate hands over without reading.
    expect(authorize(delegate, 'follow-up.read')).toBeNull();
    expect(await give(delegate, [id], colleague)).toMatchObject({ value: { files: 1 } });
    expect((await read(colleague, id))?.referent?.id).toBe(colleague.accountId);
  });
});

describe('figures', () => {
  it('count every person once over months, and tell the national team no more', async () => {
    const id = await open({ placeId: place });
    await open({
      firstName: 'Omar',
      lastName: 'Essai',
      reach: '',
      reachKind: '',
      communeCode: '23008',
    });
    await test.db.transaction().execute(async (trx) => {
      await touchFile(trx, id, '2026-07-02', newId());
      await touchFile(trx, id, '2026-07-20', newId());
      await touchFile(trx, id, '2026-08-01', newId());
    });
    const count = (more: Record<string, string>) => countDistinctFollowed(test.db, more);
    expect(await count({})).toBe(2);
    expect(await count({ from: '2026-07-15', to: '2026-07-16' })).toBe(1);
    expect(await count({ placeId: place })).toBe(1);
    expect(await count({ partnerId: other })).toBe(0);
    await endFile(ctx(member), need(member, 'follow-up.write'), id, 'finished');
    expect(await count({ from: '2026-08-01' })).toBe(1);
    expect(await followUpFigures(test.db, need(lead, 'follow-up-figures.read'), {})).toEqual({
      persons: 2,
      open: 1,
      ended: [{ month: '2026-06', why: 'finished', files: 1 }],
    });
    const foreign = await makeAccount(test.db, 'partner-admin', 'organisation', other);
    expect(await followUpFigures(test.db, need(foreign, 'follow-up-figures.read'), {})).toEqual({
      persons: 0,
      open: 0,
      ended: [],
    });
  });
});
