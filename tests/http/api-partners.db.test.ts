import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/modules/accounts/public.ts';
import type { Actor } from '../../src/platform/access/access.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { callApi, refusedFields } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let lead: Actor;
/** Of an organisation in the Creuse. */
let partner: string;
let other: string;
let token: Record<'lead' | 'creuse' | 'correze' | 'verifier' | 'own' | 'stranger', string>;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partner = await makePartner(test.db, lead, '23096', 'Le Fil de Guéret');
  other = await makePartner(test.db, lead, '19272', 'Les Jardins de Tulle');
  server = await serveTest(test);
  const of = (role: Role, kind: 'national' | 'department' | 'organisation', code: string) =>
    makeAccount(test.db, role, kind, code).then(server.tokenOf);
  token = {
    lead: await server.tokenOf(lead),
    creuse: await of('territory-delegate', 'department', '23'),
    correze: await of('territory-delegate', 'department', '19'),
    verifier: await of('verifier', 'national', ''),
    own: await of('partner-admin', 'organisation', partner),
    stranger: await of('partner-admin', 'organisation', other),
  };
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const call = (who: keyof typeof token, method: string, path: string, body?: unknown) =>
  callApi(server.url, method, path, token[who], body);

const label = { kind: 'label', code: 'esus', source: 'Arrêté', validFrom: '2025-01-01' };
const site = { name: 'Atelier de La Souterraine', communeCode: '23176' };
const person = { name: 'Ada Martin', email: 'ada@example.org' };
const file = (content: string | Buffer, name = 'statuts.pdf') => ({
  name,
  content: Buffer.from(content).toString('base64'),
});
const PDF = '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n%%EOF\n';
const paper = (more: Record<string, unknown> = {}) => ({
  kind: 'statutes',
  file: file(PDF),
  ...more,
});

describe('who may', () => {
  const writes = (): [string, string, unknown][] => [
    ['POST', `/partners/${partner}/labels`, label],
    ['DELETE', `/partners/${partner}/labels/${newId()}`, undefined],
    ['POST', `/partners/${partner}/establishments`, site],
    ['DELETE', `/partners/${partner}/establishments/${newId()}`, undefined],
    ['PUT', `/partners/${partner}/federation`, { parentId: other }],
    ['POST', `/partners/${partner}/contacts`, person],
    ['GET', `/partners/${partner}/contacts/${newId()}`, undefined],
    ['PUT', `/partners/${partner}/contacts/${newId()}`, { ...person, roles: [], version: 1 }],
    ['DELETE', `/partners/${partner}/contacts/${newId()}`, undefined],
    ['POST', `/partners/${partner}/documents`, paper()],
    ['DELETE', `/partners/${partner}/documents/${newId()}`, undefined],
  ];
  const reads = ['', '/dossier', '/contacts', '/documents', '/events'];
  const traces = async () =>
    (
      await test.db
        .selectFrom('partner_event')
        .select('id')
        .where('partner_id', '=', partner)
        .execute()
    ).length;

  it.each([
    ['verifier', 403, 'forbidden'],
    ['correze', 403, 'out-of-scope'],
    ['stranger', 404, 'not-found'],
  ] as const)('changes nothing for %s: %i %s', async (who, status, code) => {
    const before = await traces();
    for (const [method, path, body] of writes())
      expect([method, path, await call(who, method, path, body)]).toMatchObject([
        method,
        path,
        { status, json: { code } },
      ]);
    expect(await traces()).toBe(before);
  });

  it('shows a record to who reads partners, and to its own people', async () => {
    for (const path of reads) {
      const statuses = [];
      for (const who of ['verifier', 'correze', 'own', 'stranger'] as const)
        statuses.push((await call(who, 'GET', `/partners/${partner}${path}`)).status);
      // Contacts are persons' data: not an auditor's.
      const audited = path === '/contacts' ? 403 : 200;
      expect([path, ...statuses]).toEqual([path, audited, 200, 200, 404]);
    }
  });

  it('lets a partner look after its own record', async () => {
    const made = await call('own', 'POST', `/partners/${partner}/labels`, label);
    expect(made.status).toBe(201);
    const gone = await call('own', 'DELETE', `/partners/${partner}/labels/${made.json.id}`);
    expect(gone).toMatchObject({ status: 200, json: { id: made.json.id } });
  });
});

describe('the record', () => {
  it('bears labels, sites and a federation, and keeps the trace', async () => {
    const fact = async (path: string, body: unknown) => {
      const made = await call('creuse', 'POST', `/partners/${partner}/${path}`, body);
      expect(made.status).toBe(201);
      return `/partners/${partner}/${path}/${made.json.id}`;
    };
    const esus = await fact('labels', label);
    const role = await fact('labels', { kind: 'role', code: 'supplier' });
    const workshop = await fact('establishments', { ...site, siret: '732 829 320 00074' });
    const under = (parentId: string | null) =>
      call('creuse', 'PUT', `/partners/${partner}/federation`, { parentId });
    expect((await under(other)).status).toBe(200);

    const dossier = () => call('creuse', 'GET', `/partners/${partner}/dossier`);
    expect((await dossier()).json).toMatchObject({
      labels: [
        { kind: 'label', code: 'esus', source: 'Arrêté', validFrom: '2025-01-01', validTo: null },
        { kind: 'role', code: 'supplier' },
      ],
      establishments: [{ siret: '73282932000074', communeName: 'La Souterraine' }],
      federations: [{ id: other, name: 'Les Jardins de Tulle' }],
      members: [],
    });
    const above = await call('creuse', 'GET', `/partners/${other}/dossier`);
    expect(above.json.members).toMatchObject([{ id: partner }]);

    for (const path of [esus, role, workshop])
      expect((await call('creuse', 'DELETE', path)).status).toBe(200);
    expect((await call('creuse', 'DELETE', esus)).status).toBe(404);
    expect((await under(null)).status).toBe(200);
    expect((await dossier()).json).toMatchObject({
      labels: [],
      establishments: [],
      federations: [],
    });
    const { json } = await call('creuse', 'GET', `/partners/${partner}/events`);
    const events = json.items.map(({ kind }: { kind: string }) => kind);
    expect(events.slice(0, 2)).toEqual(['federation', 'establishment-removed']);
    expect(events).toContain('role-added');
    expect(json.items[0].by).toBe('territory-delegate 23');
  });

  it('names what is wrong', async () => {
    const post = (path: string, body: unknown) =>
      call('lead', 'POST', `/partners/${partner}/${path}`, body);
    const badLabel = await post('labels', { kind: 'label', code: 'supplier' });
    expect([badLabel.status, refusedFields(badLabel)]).toEqual([422, ['code: choose-one']]);
    const ends = await post('labels', { ...label, validTo: '2024-01-01' });
    expect([ends.status, refusedFields(ends)]).toEqual([422, ['validTo: ends-before-start']]);
    const badSite = await post('establishments', { siret: '73282932000079', postalCode: 'x' });
    expect([badSite.status, refusedFields(badSite)]).toEqual([
      422,
      ['name: required', 'postalCode: postal-code-invalid', 'siret: siret-invalid'],
    ]);
    const nowhere = await post('establishments', { name: 'A', communeCode: '99999' });
    expect([nowhere.status, refusedFields(nowhere)]).toEqual([
      422,
      ['communeCode: commune-unknown'],
    ]);
    const loop = await call('lead', 'PUT', `/partners/${partner}/federation`, {
      parentId: partner,
    });
    expect([loop.status, refusedFields(loop)]).toEqual([422, ['parentId: federation-loop']]);
  });
});

describe('contacts', () => {
  it('come with consent and a role in each partnership, and go for good', async () => {
    const partnership = await makePartnership(test.db, lead, partner, '23');
    const elsewhere = await makePartnership(test.db, lead, other, '19');
    const made = await call('creuse', 'POST', `/partners/${partner}/contacts`, person);
    expect(made.status).toBe(201);
    const path = `/partners/${partner}/contacts/${made.json.id}`;
    const listed = async () => (await call('creuse', 'GET', `/partners/${partner}/contacts`)).json;
    expect((await listed()).items).toMatchObject([{ ...person, agreed: false }]);

    const change = {
      ...person,
      phone: '05 55 00 00 00',
      consentOn: '2026-02-01',
      consentPurpose: 'Lettre',
      roles: [
        { partnershipId: partnership, role: 'lead' },
        { partnershipId: elsewhere, role: 'lead' },
      ],
      version: 1,
    };
    const saved = await call('creuse', 'PUT', path, change);
    // A role in a partnership of somebody else is not taken.
    const roles = [{ partnershipId: partnership, role: 'lead' }];
    expect(saved).toMatchObject({ status: 200, json: { phone: '05 55 00 00 00', version: 2 } });
    expect(saved.json.roles).toEqual(roles);
    expect((await call('creuse', 'GET', path)).json).toEqual(saved.json);
    expect((await listed()).items).toMatchObject([{ agreed: true }]);
    expect(await call('creuse', 'PUT', path, change)).toMatchObject({
      status: 409,
      json: { code: 'changed-meanwhile' },
    });

    expect((await call('creuse', 'DELETE', path)).status).toBe(200);
    expect((await call('creuse', 'GET', path)).status).toBe(404);
    expect(await listed()).toEqual({ items: [] });
  });

  it('names what is wrong', async () => {
    const bad = await call('lead', 'POST', `/partners/${partner}/contacts`, { email: 'x' });
    expect([bad.status, refusedFields(bad)]).toEqual([
      422,
      ['email: email-invalid', 'name: required'],
    ]);
    const worse = await call('lead', 'PUT', `/partners/${partner}/contacts/${newId()}`, {
      ...person,
      consentOn: 'hier',
      roles: [{ partnershipId: newId(), role: 'king' }],
    });
    expect([worse.status, refusedFields(worse).map((one) => one.split(':')[0])]).toEqual([
      422,
      ['consentOn', 'roles.0.role', 'version'],
    ]);
  });
});

describe('documents', () => {
  const path = () => `/partners/${partner}/documents`;

  it('are handed in, listed, given back and taken away', async () => {
    const made = await call('own', 'POST', path(), paper({ expiresOn: '2030-01-01' }));
    expect(made.status).toBe(201);
    const { json } = await call('verifier', 'GET', path());
    expect(json.items).toMatchObject([
      { id: made.json.id, kind: 'statutes', fileName: 'statuts.pdf', expiresOn: '2030-01-01' },
    ]);
    expect(json.items[0].size).toBe(Buffer.byteLength(PDF));
    expect(Object.keys(json.items[0])).not.toContain('file_key');
    const read = await call('verifier', 'GET', `${path()}/${made.json.id}`);
    expect(read.json).toEqual({
      name: 'statuts.pdf',
      type: 'application/pdf',
      content: file(PDF).content,
    });
    expect((await call('stranger', 'GET', `${path()}/${made.json.id}`)).status).toBe(404);
    expect((await call('own', 'DELETE', `${path()}/${made.json.id}`)).status).toBe(200);
    expect((await call('verifier', 'GET', `${path()}/${made.json.id}`)).status).toBe(404);
  });

  it('for the operator’s eyes are for nobody else', async () => {
    const made = await call('creuse', 'POST', path(), paper({ private: true }));
    const one = `${path()}/${made.json.id}`;
    expect((await call('lead', 'GET', one)).status).toBe(200);
    expect((await call('own', 'GET', path())).json.items).toEqual([]);
    expect((await call('own', 'GET', one)).status).toBe(404);
    expect((await call('own', 'DELETE', one)).status).toBe(404);
    expect((await call('creuse', 'DELETE', one)).status).toBe(200);
  });

  it('are refused for what they are, not for what they are called', async () => {
    const send = async (more: Record<string, unknown>) => {
      const answer = await call('lead', 'POST', path(), paper(more));
      return [answer.status, refusedFields(answer)];
    };
    expect(await send({ file: file('<script>alert(1)</script>') })).toEqual([
      422,
      ['file: file-type-refused'],
    ]);
    expect(await send({ file: file('') })).toEqual([422, ['file: file-empty']]);
    expect(await send({ kind: 'x', file: { content: 'é' } })).toEqual([
      422,
      ['file.content: content-invalid', 'file.name: required', 'kind: choose-one'],
    ]);
    expect(await send({ partnershipId: newId() })).toEqual([404, ['partnershipId: not-found']]);
    const large = Buffer.concat([Buffer.from(PDF), Buffer.alloc(20_000_000)]);
    expect(await send({ file: file(large) })).toEqual([422, ['file: file-too-large']]);
    expect((await call('lead', 'GET', path())).json.items).toEqual([]);
  });

  it('have room that other calls have not', async () => {
    const filling = 'x'.repeat(2_000_001);
    const note = { body: filling, departmentCode: '23' };
    expect(await call('lead', 'POST', `/partners/${partner}/notes`, note)).toMatchObject({
      status: 413,
      type: 'application/problem+json',
      json: { code: 'body-too-large' },
    });
    const title = await call('lead', 'POST', path(), paper({ title: filling }));
    expect([title.status, refusedFields(title)]).toEqual([422, ['title: too-long']]);
  });
});
