import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let cookie: string;
let token: string;
let partner: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partner = await makePartner(test.db, lead, '23096', 'Le Fil');
  server = await serveTest(test);
  cookie = await server.cookieOf(lead);
  token = await server.tokenOf(lead);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const build = () =>
  fetch(`${server.url}/flux`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie,
      origin: server.url,
      'content-type': 'application/x-www-form-urlencoded',
      'accept-language': 'fr',
    },
    body: 'x=1',
  });

describe('what costs', () => {
  it('is done a few times an hour, on the page and in the interface together', async () => {
    for (let n = 0; n < 5; n += 1) expect((await build()).status).toBe(302);
    const call = () =>
      fetch(`${server.url}/api/v1/feeds`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await call()).status).toBe(200);
    const refused = await call();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ status: 429, code: 'too-many' });
    const page = await build();
    expect(page.status).toBe(429);
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await page.text()).toContain('Trop de demandes à la suite');
  }, 60_000);

  it('that anybody may ask for is counted by where it is asked from, whatever the code', async () => {
    for (const path of ['/rejoindre', '/rendez-vous']) {
      const answers: number[] = [];
      for (let n = 0; n < 64; n += 1) {
        const code = path === '/rejoindre' ? `secret-${n}` : 'AAAA-BBBB';
        const answer = await fetch(`${server.url}${path}/${code}`);
        await answer.body?.cancel();
        if (answer.status === 429)
          expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        answers.push(answer.status);
      }
      expect([path, answers.filter((status) => status === 429).length]).toEqual([path, 4]);
    }
  }, 60_000);
});

describe('a web address that was kept before it had to be one', () => {
  it('is text on the page, not a link', async () => {
    for (const website of ['javascript:alert(1)', 'https:///x', 'https://moi:secret@exemple.fr']) {
      await test.db.updateTable('partner').set({ website }).where('id', '=', partner).execute();
      const page = await fetch(`${server.url}/partenaires/${partner}`, { headers: { cookie } });
      const html = await page.text();
      expect(html).toContain(website);
      expect(html).not.toContain(`href="${website}`);
    }
  });
});
