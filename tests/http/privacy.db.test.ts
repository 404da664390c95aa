import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/api/operations.ts';
import type { Role } from '../../src/modules/accounts/public.ts';
import { addPartnershipNote } from '../../src/modules/partnerships/public.ts';
import type { Actor } from '../../src/platform/access/access.ts';
import { ctxOf, need } from '../support/actors.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePartnership, makePlace } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';
import { LISTED } from './routes.ts';

const SECRET = 'La trésorière pense partir en juin';

let test: TestDatabase;
let server: TestServer;
/** What stands for the parts of an address: the record that the note is on, and what is near it. */
let ids: { place: string; partner: string; partnership: string };

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const correze = await makeAccount(test.db, 'territory-delegate', 'department', '19');
  const place = await makePlace(test.db, '19272', '19');
  const partner = await makePartner(test.db, lead, '19272', 'Recyclerie de Tulle');
  const partnership = await makePartnership(test.db, lead, partner, '19', 'active', {
    placeIds: [place],
  });
  ids = { place, partner, partnership };
  const noted = await addPartnershipNote(
    ctxOf(test.db, correze),
    need(correze, 'notes.write'),
    partnership,
    SECRET,
  );
  if (!noted.ok) throw new Error(noted.failure.code);
  server = await serveTest(test);
}, 180_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const PARTS: readonly (readonly [RegExp, () => string])[] = [
  [/^\/lieux\/:id/, () => `/lieux/${ids.place}`],
  [/^\/partenaires\/:id/, () => `/partenaires/${ids.partner}`],
  [/^\/partenariats\/:id/, () => `/partenariats/${ids.partnership}`],
  [/^\/territoires\/:kind\/:code/, () => '/territoires/departement/19'],
  [/^\/places\/\{id\}/, () => `/places/${ids.place}`],
  [/^\/partners\/\{id\}/, () => `/partners/${ids.partner}`],
  [/^\/partnerships\/\{id\}/, () => `/partnerships/${ids.partnership}`],
  [/^\/territories\/\{kind\}\/\{code\}/, () => '/territories/department/19'],
];

function filled(path: string): string {
  const part = PARTS.find(([pattern]) => pattern.test(path));
  return part ? path.replace(part[0], part[1]()) : path;
}

/** Every page, list, export and answer of the interface that this account can ask for. */
async function everythingFor(actor: Actor): Promise<{ path: string; text: string }[]> {
  const cookie = await server.cookieOf(actor);
  const authorization = `Bearer ${await server.tokenOf(actor)}`;
  const pages = LISTED.flatMap(({ path, sample }) => {
    const real = filled(path);
    const address = real === path ? (sample ?? path) : real;
    // What the browser asks for when it moves between pages holds the same data.
    return address.includes('.') || address.includes('?')
      ? [address]
      : [address, `${address === '/' ? '/_root' : address}.data`];
  });
  const operations = OPERATIONS.filter((one) => one.method === 'get').map(
    (one) => `/api/v1${filled(one.path)}`,
  );
  const seen: { path: string; text: string }[] = [];
  for (const path of [...pages, ...operations]) {
    const answer = await fetch(server.url + path, {
      redirect: 'manual',
      headers: path.startsWith('/api/') ? { authorization } : { cookie },
    });
    seen.push({ path, text: await answer.text() });
  }
  return seen;
}

const telling = (seen: readonly { path: string; text: string }[]) =>
  seen.filter(({ text }) => text.includes(SECRET)).map(({ path }) => path);

describe('a private note of the Corrèze', () => {
  it('is read by its own delegate', async () => {
    const own = await makeAccount(test.db, 'territory-delegate', 'department', '19');
    expect(telling(await everythingFor(own))).toContain(`/partenariats/${ids.partnership}`);
  });

  const others: readonly (readonly [Role, 'department' | 'organisation' | 'national'])[] = [
    ['territory-delegate', 'department'],
    ['advisor', 'department'],
    ['partner-admin', 'organisation'],
    ['verifier', 'national'],
  ];
  it.each(others)(
    'is read at no address and in no export by a %s elsewhere',
    async (role, kind) => {
      const code = { department: '23', organisation: ids.partner, national: '' }[kind];
      const seen = await everythingFor(await makeAccount(test.db, role, kind, code));
      expect(seen.length).toBeGreaterThan(60);
      expect(telling(seen)).toEqual([]);
    },
  );
});
