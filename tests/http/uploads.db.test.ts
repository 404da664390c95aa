import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UPLOADS } from '../../src/server/uploads.ts';
import { fr as problems } from '../../src/ui/errors/messages.fr.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let cookie: string;
let dossier: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096', 'Le Fil de Guéret');
  dossier = `/partenaires/${partner}/dossier`;
  server = await serveTest(test);
  cookie = await server.cookieOf(lead);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

/** A PDF of a size, as a scanner makes it: its head, then picture. */
function scan(bytes: number): File {
  const content = Buffer.alloc(bytes, 0x20);
  content.write('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n');
  content.write('%%EOF\n', bytes - 6);
  return new File([content], 'statuts.pdf', { type: 'application/pdf' });
}

function send(path: string, file: File): Promise<Response> {
  const form = new FormData();
  form.set('what', 'document');
  form.set('kind', 'statutes');
  form.set('title', 'Statuts');
  form.set('file', file);
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.url, cookie },
    body: form,
  });
}

describe('a page that takes files', () => {
  it('takes a document of 5 MB', async () => {
    const answer = await send(dossier, scan(5_000_000));
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `${dossier}?fait=1`]);
    const kept = await test.db.selectFrom('partner_document').select('size').execute();
    expect(kept.map(({ size }) => Number(size))).toEqual([5_000_000]);
  });

  it('says on the page itself that 21 MB is more than a document may have', async () => {
    const answer = await send(dossier, scan(21_000_000));
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(problems['file-too-large']);
    expect(page).toContain('Statuts');
  });

  it('refuses what no document can be, in words, with and without JavaScript', async () => {
    for (const path of [dossier, `${dossier}.data`]) {
      const answer = await send(path, scan(51_000_000));
      expect(answer.status).toBe(413);
      expect(await answer.text()).toContain('20 Mo');
    }
  });

  it('is in the list of those; every other page refuses 3 MB', async () => {
    const answer = await send('/besoins/nouveau', scan(3_000_000));
    expect(answer.status).toBe(413);
    // A page that reads files and is not listed would refuse every larger one.
    const routes = readFileSync('src/web/routes.ts', 'utf8');
    for (const file of globSync('src/**/pages/**/*.{ts,tsx}')) {
      if (!readFileSync(file, 'utf8').includes('readUpload(')) continue;
      const [module, , name] = file.split('/').slice(-3);
      const line = routes.split('\n').find((text) => text.includes(`{${module}}/${name}\``));
      const path = `/${/'([^']+)'/.exec(line ?? '')?.[1]?.replace(/:\w+/g, 'x')}`;
      expect(
        UPLOADS.some((upload) => upload.path.test(path)),
        `${file} at ${path}`,
      ).toBe(true);
    }
  });
});
