import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/platform/access/access.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { callApi, refusedFields } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let lead: Actor;
let partnership: string;
/** A draft that can be sent. */
let convention: string;
let token: Record<'lead' | 'creuse' | 'correze' | 'own' | 'stranger' | 'advisor', string>;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  server = await serveTest(test);
}, 120_000);
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096', 'Le Fil de Guéret');
  const other = await makePartner(test.db, lead, '19272', 'Les Jardins de Tulle');
  partnership = await makePartnership(test.db, lead, partner, '23', 'agreed');
  const make = async (role: Parameters<typeof makeAccount>[1], code: string) =>
    server.tokenOf(
      await makeAccount(test.db, role, code.length > 3 ? 'organisation' : 'department', code),
    );
  token = {
    lead: await server.tokenOf(lead),
    creuse: await make('territory-delegate', '23'),
    correze: await make('territory-delegate', '19'),
    own: await make('partner-admin', partner),
    stranger: await make('partner-admin', other),
    advisor: await make('advisor', '23'),
  };
  const made = await call('creuse', 'POST', `/partnerships/${partnership}/conventions`);
  expect(made.status).toBe(201);
  convention = made.json.id;
});
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const call = (who: keyof typeof token | null, method: string, path: string, body?: unknown) =>
  callApi(server.url, method, path, who && token[who], body);
const at = (path = '') => `/conventions/${convention}${path}`;
const read = async (who: keyof typeof token = 'creuse') => (await call(who, 'GET', at())).json;

const clause = { key: 'object', title: 'Objet', body: 'Des ateliers.', concerns: [] };
const person = (side: string, name: string, email: string) => ({
  side,
  name,
  function: 'Présidence',
  email,
});
const text = (more: Record<string, unknown> = {}) => ({
  title: 'Convention d’ateliers',
  startsOn: '2026-01-01',
  endsOn: '2027-12-31',
  clauses: [clause],
  signatories: [
    person('operator', 'Dominique Un', 'A@example.org'),
    person('partner', 'Claude Deux', 'b@example.org'),
  ],
  ...more,
});
const write = async (more: Record<string, unknown> = {}) =>
  call('creuse', 'PUT', at(), text({ version: (await read()).version, ...more }));
const send = (who: keyof typeof token = 'creuse') => call(who, 'POST', at('/sendings'));
const PDF = '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n%%EOF\n';
const scan = (content = PDF) => ({
  signedOn: '2026-01-05',
  file: { name: 'signée.pdf', content: Buffer.from(content).toString('base64') },
});

describe('a convention', () => {
  it('is written by its version, sent, reminded of, taken back and given up', async () => {
    expect((await send()).json.code).toBe('no-operator');
    const { version } = await read();
    expect(await write()).toMatchObject({ status: 200, json: { voided: 0 } });
    expect(await call('creuse', 'PUT', at(), text({ version }))).toMatchObject({
      status: 409,
      json: { code: 'changed-meanwhile' },
    });
    expect(await send()).toMatchObject({ status: 200, json: { sent: 2 } });
    const sent = await read();
    expect(sent).toMatchObject({ status: 'ready', blanks: [] });
    expect(sent.signatories[0]).toMatchObject({ email: 'a@example.org', state: 'waiting' });

    const one = at(`/signatories/${sent.signatories[1].id}`);
    expect((await call('creuse', 'POST', `${one}/reminders`)).status).toBe(201);
    const taken = await call('creuse', 'PUT', `${one}/address`, { email: 'A@example.org' });
    expect([taken.status, refusedFields(taken)]).toEqual([422, ['email: same-person-twice']]);
    const corrected = await call('creuse', 'PUT', `${one}/address`, { email: 'c@example.org' });
    expect(corrected.status).toBe(200);
    expect((await read()).signatories[1]).toMatchObject({ email: 'c@example.org', reminders: 1 });

    expect((await call('creuse', 'POST', at('/taking-back'))).status).toBe(200);
    expect(await call('creuse', 'POST', at('/taking-back'))).toMatchObject({
      status: 409,
      json: { code: 'move-not-allowed' },
    });
    const silent = await call('creuse', 'POST', at('/deprecation'), { reason: ' ' });
    expect([silent.status, refusedFields(silent)]).toEqual([422, ['reason: reason-needed']]);
    const given = await call('creuse', 'POST', at('/deprecation'), { reason: 'Autre projet' });
    expect(given.status).toBe(201);
    const { json } = await call('own', 'GET', at('/events'));
    expect(json.items.map(({ kind }: { kind: string }) => kind)).toEqual([
      'deprecated',
      'taken-back',
      'address-corrected',
      'reminded',
      'sent',
      'changed',
      'prepared',
    ]);
  });

  it('gives addresses to who corrects them, itself to its own people, nothing to others', async () => {
    await write();
    expect((await read('own')).signatories.map((one: { email: null }) => one.email)).toEqual([
      null,
      null,
    ]);
    for (const path of ['', '/events', '/files/text']) {
      for (const who of ['stranger', 'correze'] as const)
        expect([path, (await call(who, 'GET', at(path))).status]).toEqual([path, 404]);
      expect([path, (await call('advisor', 'GET', at(path))).status]).toEqual([path, 403]);
    }
  });

  it('is changed by who looks after its department', async () => {
    await write();
    await send();
    const { version, signatories } = await read();
    const one = `/signatories/${signatories[0].id}`;
    const writes = (of: string): [string, string, unknown][] => [
      ['PUT', of, text({ version })],
      ['POST', `${of}/sendings`, undefined],
      ['POST', `${of}/taking-back`, undefined],
      ['POST', `${of}/deprecation`, { reason: 'Non' }],
      ['POST', `${of}/scan`, scan()],
      ['POST', `${of}${one}/reminders`, undefined],
      ['PUT', `${of}${one}/address`, { email: 'x@example.org' }],
    ];
    for (const [method, path, body] of writes(at())) {
      const statuses = [];
      for (const who of ['correze', 'own', 'advisor'] as const)
        statuses.push((await call(who, method, path, body)).status);
      expect([path, ...statuses]).toEqual([path, 404, 403, 403]);
    }
    for (const [method, path, body] of writes(`/conventions/${newId()}`))
      expect([path, (await call('lead', method, path, body)).status]).toEqual([path, 404]);
    const nobody = at(`/signatories/${newId()}/reminders`);
    expect((await call('lead', 'POST', nobody)).status).toBe(404);
    expect((await read()).version).toBe(version);
  });

  it('names what is wrong', async () => {
    const bad = await write({
      endsOn: '2025-01-01',
      clauses: [clause, { ...clause, title: '' }],
      signatories: [person('nobody', '', 'x')],
    });
    expect([bad.status, refusedFields(bad).map((one) => one.split(':')[0])]).toEqual([
      422,
      [
        'clauses.1.title',
        'clauses',
        'signatories.0.email',
        'signatories.0.name',
        'signatories.0.side',
      ],
    ]);
    const twice = await write({
      signatories: [person('operator', 'A', 'a@example.org'), person('partner', 'a', 'b@b.org')],
    });
    expect([twice.status, refusedFields(twice)]).toEqual([422, ['signatories: same-person-twice']]);
    const unknown = { ...person('operator', 'A', 'a@example.org'), id: newId() };
    const ghost = await write({ signatories: [unknown] });
    expect([ghost.status, refusedFields(ghost)]).toEqual([422, ['signatories: signatory-unknown']]);
  });
});

describe('its papers', () => {
  it('are read as PDF, and a scan takes the place of signatures once', async () => {
    await write();
    const text = await call('own', 'GET', at('/files/text'));
    expect(text.json).toMatchObject({
      type: 'application/pdf',
      name: expect.stringMatching(/^convention-P\d+-1\.pdf$/),
    });
    expect(Buffer.from(text.json.content, 'base64').toString('latin1')).toMatch(/^%PDF-/);
    for (const which of ['sealed', 'scan'])
      expect((await call('own', 'GET', at(`/files/${which}`))).status).toBe(404);
    const page = await call('creuse', 'POST', at('/scan'), scan('<script>'));
    expect([page.status, refusedFields(page)]).toEqual([422, ['file: file-type-refused']]);
    const undated = await call('creuse', 'POST', at('/scan'), { ...scan(), signedOn: '' });
    expect([undated.status, refusedFields(undated)]).toEqual([422, ['signedOn: required']]);
    expect((await call('creuse', 'POST', at('/scan'), scan())).status).toBe(201);
    expect(await read('own')).toMatchObject({
      status: 'in-force',
      way: 'paper',
      signedOn: '2026-01-05',
    });
    // What is refused afterwards leaves the copy that stands as it is.
    for (const [who, status] of [
      ['creuse', 409],
      ['correze', 404],
    ] as const)
      expect((await call(who, 'POST', at('/scan'), scan(`${PDF}autre`))).status).toBe(status);
    const kept = await call('own', 'GET', at('/files/scan'));
    expect(Buffer.from(kept.json.content, 'base64').toString()).toBe(PDF);
  });

  it('are known by the digest of the sealed file, to everybody', async () => {
    const sha256 = 'a'.repeat(64);
    const verify = (digest: string) =>
      call(null, 'GET', `/conventions/verification?sha256=${digest}`);
    expect((await verify(sha256)).status).toBe(404);
    await test.db
      .updateTable('convention')
      .set({ sealed_sha256: sha256, sealed_at: new Date() })
      .where('id', '=', convention)
      .execute();
    expect(await verify(sha256.toUpperCase())).toMatchObject({ status: 200, json: { number: 1 } });
    const bad = await verify('zz');
    expect([bad.status, refusedFields(bad)]).toEqual([422, ['sha256: invalid']]);
  });
});

describe('templates', () => {
  it('have versions that nobody overwrites unseen, and say who the operator is', async () => {
    const path = '/convention-templates/social-innovation';
    const { json } = await call('lead', 'GET', path);
    expect(json.version).toBe(0);
    expect(json.placeholders).toContain('fiche.problem');
    const clauses = [{ ...clause, body: 'Avec {{partenaire.nom}}.' }];
    expect(await call('lead', 'PUT', path, { version: 0, clauses })).toMatchObject({
      status: 200,
      json: { version: 1 },
    });
    expect(await call('lead', 'PUT', path, { version: 0, clauses })).toMatchObject({ status: 409 });
    const unknown = { version: 1, clauses: [{ ...clause, body: '{{rien.du-tout}}' }] };
    const refused = await call('lead', 'PUT', path, unknown);
    expect(refused).toMatchObject({ status: 422, json: { detail: 'rien.du-tout' } });
    expect(refusedFields(refused)).toEqual(['clauses: placeholder-unknown']);
    const all = (await call('lead', 'GET', '/convention-templates')).json.items;
    expect(all).toHaveLength(4);

    const operator = { name: 'Le réseau', identifier: '356 000 000', address: '9 rue X' };
    expect((await call('lead', 'PUT', '/operator', operator)).status).toBe(200);
    expect((await call('lead', 'GET', '/operator')).json.identifier).toBe('356000000');
    const wrong = await call('lead', 'PUT', '/operator', { ...operator, identifier: '123456789' });
    expect([wrong.status, refusedFields(wrong)]).toEqual([422, ['identifier: siren-invalid']]);
    for (const [method, one] of [
      ['GET', path],
      ['GET', '/operator'],
      ['GET', '/convention-templates'],
    ] as const)
      expect((await call('creuse', method, one)).status).toBe(403);
  });
});
