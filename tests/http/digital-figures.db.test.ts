import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fr } from '../../src/modules/impact/digital/messages.fr.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { today } from '../../src/platform/i18n/messages.ts';
import { openTable } from '../../src/platform/tabular/table.ts';
import { callApi } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePartnership, makePlace } from '../support/factories.ts';
import { testFolder } from '../support/folder.ts';
import { serveTest, type TestServer } from '../support/http.ts';

const folder = testFolder();
let test: TestDatabase;
let server: TestServer;
let token: string;
let cookie: string;
let partner: string;
let partnershipId: string;
let placeId: string;
const day = today(new Date());
const year = day.slice(0, 4);

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partner = await makePartner(test.db, lead, '23096', '=Fil;de "Guéret"');
  partnershipId = await makePartnership(test.db, lead, partner, '23');
  placeId = await makePlace(test.db, '23096', '23');
  server = await serveTest(test);
  token = await server.tokenOf(lead);
  cookie = await server.cookieOf(lead);
  for (const [participations, firstTimers, themes] of [
    [7, 3, ['email']],
    [4, null, ['email', 'sante']],
    [2, 0, []],
  ] as const) {
    const made = await callApi(server.url, 'POST', '/activity', token, {
      id: newId(),
      happenedOn: day,
      partnershipId,
      placeId,
      commitment: 'digital-inclusion',
      kind: 'workshop',
      participations,
      personsDeclared: participations,
      firstTimers,
      themes,
    });
    expect(made.status).toBe(201);
  }
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const get = (path: string) => fetch(`${server.url}${path}`, { headers: { cookie } });

/** Rows of the CSV by what it is broken down by and code: the text of each named column. */
async function readCsv(path: string): Promise<Map<string, Record<string, string>>> {
  const answer = await get(path);
  expect(answer.status).toBe(200);
  const file = join(folder.path, `${newId()}.csv`);
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
  const table = await openTable(file);
  if (!table.ok) throw new Error(table.failure.code);
  const rows = new Map<string, Record<string, string>>();
  for await (const { cells } of table.value.rows) {
    const row = cells as Record<string, string>;
    rows.set(`${row[fr.file.by]} ${row[fr.file.code]}`.trim(), row);
  }
  return rows;
}

it('says the same over the interface and in the table', async () => {
  const { json, status } = await callApi(server.url, 'GET', '/figures/digital', token);
  expect(status).toBe(200);
  expect(json).toMatchObject({
    year: Number(year),
    territory: { kind: 'country', code: 'FR' },
    total: {
      orientations: 0,
      participations: 13,
      firstTimers: { sum: 3, recordsSaying: 2, records: 3, method: 'sum-of-declarations' },
      persons: { sum: 13, recordsSaying: 3 },
      followed: 0,
    },
    target: null,
  });
  const { columns } = fr.file;
  const rows = await readCsv('/chiffres/numerique.csv');
  const total = rows.get(`${fr.file.total} FR`);
  expect(total?.[columns.participations]).toBe('13');
  expect(total?.[columns.firstTimers]).toBe('3');
  expect(total?.[columns.firstSaying]).toBe('2');
  let lines = 0;
  for (const { by, lines: own } of json.breakdowns)
    for (const line of own) {
      lines += 1;
      const row = rows.get(`${fr.axis[by as keyof typeof fr.axis]} ${line.key}`.trim());
      const text = (value: number | null): string => (value === null ? '' : String(value));
      expect(row?.[columns.participations], `${by} ${line.key}`).toBe(text(line.participations));
      expect(row?.[columns.orientations], `${by} ${line.key}`).toBe(text(line.orientations));
      expect(row?.[columns.followed], `${by} ${line.key}`).toBe(text(line.followed));
      expect(row?.[columns.firstTimers], `${by} ${line.key}`).toBe(
        line.firstTimers.recordsSaying === 0 ? '' : text(line.firstTimers.sum),
      );
    }
  expect(lines).toBeGreaterThan(6);
  expect(rows.get(`${fr.axis.theme} sante`)?.[columns.participations]).toBe('4');
  // Nobody said, which is not zero.
  expect(rows.get(`${fr.axis.theme} sante`)?.[columns.firstTimers]).toBe('');
});

it('narrows by year and territory, and makes no file about something else', async () => {
  const elsewhere = await callApi(server.url, 'GET', '/figures/digital?department=19', token);
  expect(elsewhere.json.total).toMatchObject({ participations: 0, followed: 0 });
  const rows = await readCsv('/chiffres/numerique.csv?departement=23');
  expect(rows.get(`${fr.file.total} 23`)?.[fr.file.columns.participations]).toBe('13');
  expect((await callApi(server.url, 'GET', '/figures/digital?department=99', token)).status).toBe(
    404,
  );
  for (const [subject, code] of [
    ['epci=200034825', '200034825'],
    ['epciText=grand+gueret', '200034825'],
    [`lieu=${placeId}`, placeId],
    [`partenaire=${partner}`, partner],
  ] as const) {
    const own = await readCsv(`/chiffres/numerique.csv?${subject}`);
    expect(own.get(`${fr.file.total} ${code}`)?.[fr.file.columns.participations], subject).toBe(
      '13',
    );
  }
  for (const subject of ['epci=200034825', `place=${placeId}`, `partner=${partner}`]) {
    const { json } = await callApi(server.url, 'GET', `/figures/digital?${subject}`, token);
    expect(json.total.participations, subject).toBe(13);
  }
  const bads = ['departement=99', 'annee=abc', 'communeText=Zzz', 'commune=99999'];
  for (const bad of [...bads, 'epciText=Zzz', 'epci=1', 'lieu=abc', `partenaire=${newId()}`])
    expect((await get(`/chiffres/numerique.csv?${bad}`)).status, bad).toBe(404);
});

it('writes a workbook with a sheet a breakdown, and no formula', async () => {
  const answer = await get('/chiffres/numerique.xlsx');
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="chiffres-numerique-${year}-FR.xlsx"`,
  );
  const file = join(folder.path, 'figures.xlsx');
  const bytes = Buffer.from(await answer.arrayBuffer());
  writeFileSync(file, bytes);
  const table = await openTable(file);
  if (!table.ok) throw new Error(table.failure.code);
  expect(table.value.headers).toContain(fr.file.columns.followed);
  for await (const { cells } of table.value.rows)
    expect((cells as Record<string, string>)[fr.file.columns.participations]).toBe('13');
  expect(bytes.toString('latin1').match(/xl\/worksheets\/sheet\d+\.xml/g)?.length).toBeGreaterThan(
    9,
  );
});

it('counts under the themes that a person chose on the form, and under no other commitment’s', async () => {
  const send = async (path: string, fields: readonly (readonly [string, string])[]) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie,
        origin: server.url,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
    });
  const id = newId();
  const fields = (commitment: string, ...themes: string[]) =>
    [
      ['id', id],
      ['happenedOn', day],
      ['partnershipId', partnershipId],
      ['placeId', placeId],
      ['commitment', commitment],
      ['kind', 'accompaniment'],
      ['participations', '5'],
      ...themes.map((theme) => ['themes[]', theme] as const),
    ] as const;
  const themes = async () => {
    const { json } = await callApi(server.url, 'GET', `/activity/${id}`, token);
    return json.themes;
  };
  const refused = await send('/activite/nouvelle', fields('digital-inclusion', 'email', 'rien'));
  expect(refused.status).toBe(422);
  // What was chosen is still chosen.
  expect(await refused.text()).toMatch(/name="themes\[\]"[^>]*checked=""[^>]*value="email"/);
  const made = await send('/activite/nouvelle', fields('digital-inclusion', 'bureautique'));
  expect([302, 303]).toContain(made.status);
  expect(await themes()).toEqual(['bureautique']);
  const { json } = await callApi(server.url, 'GET', '/figures/digital', token);
  const line = (json.breakdowns as { by: string; lines: { key: string }[] }[])
    .find(({ by }) => by === 'theme')
    ?.lines.find(({ key }) => key === 'bureautique');
  expect(line).toMatchObject({ participations: 5 });

  const correct = (version: number, ...rest: Parameters<typeof fields>) =>
    send(`/activite/${id}/corriger`, [
      ...fields(...rest),
      ['version', String(version)],
      ['reason', 'Mal noté.'],
    ]);
  await correct(1, 'digital-inclusion', 'bureautique', 'sante');
  expect(await themes()).toEqual(['bureautique', 'sante']);
  await correct(2, 'ecology', 'bureautique');
  expect(await themes()).toEqual([]);
});
