import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareDataFolder } from '../../../tests/support/data-folder.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { openDatabase } from '../../platform/db/open.ts';
import { runImport } from './commands.ts';
import { exitCodeOf, type ImportKindName } from './domain.ts';

const SAMPLES =
  process.env.MAILLAGE_SAMPLES ?? join(import.meta.dirname, '../../../../shared/data');
const HEAD =
  '#Identifiant_du_site;Libellé_du_site;Caractéristique_du_site;Code_postal;Localité;Code_INSEE;Latitude;Longitude';
const GOOD = '01140A;LA SOUCHE AP;Agence postale communale;07380;LA SOUCHE;07315;44.62868;4.201706';

let test: TestDatabase;
let folder: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  folder = await mkdtemp(join(tmpdir(), 'maillage-import-test-'));
}, 120_000);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await test.close();
});
beforeEach(() => test.reset());

async function importText(
  kind: ImportKindName,
  content: string | Buffer,
  options: { dryRun?: boolean; map?: unknown } = {},
) {
  const path = join(folder, `file-${Math.random().toString(36).slice(2)}`);
  await writeFile(path, content);
  let mapPath: string | undefined;
  if (options.map) {
    mapPath = `${path}.map.json`;
    await writeFile(mapPath, JSON.stringify(options.map));
  }
  const rejected: string[] = [];
  const done = await runImport({
    db: test.db,
    kind,
    path,
    mapPath,
    dryRun: options.dryRun ?? false,
    locale: 'fr',
    keepRejected: async (kept) => void rejected.push(await readFile(kept, 'utf8')),
  });
  return { done, rejected: rejected[0] ?? '' };
}

async function count(table: 'place' | 'partner'): Promise<number> {
  const row = await test.db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

const value = async (kind: ImportKindName, content: string | Buffer, options = {}) => {
  const { done, rejected } = await importText(kind, content, options);
  if (!done.ok) throw new Error(done.failure.message);
  return { ...done.value, rejectedFile: rejected };
};

describe('contact points', () => {
  it('come in, and a second time change nothing', async () => {
    const file = [HEAD, GOOD].join('\n');
    expect(await value('contact-points', file)).toMatchObject({ read: 1, created: 1, rejected: 0 });
    expect(await value('contact-points', file)).toMatchObject({
      read: 1,
      created: 0,
      updated: 0,
      unchanged: 1,
    });
    const place = await test.db.selectFrom('place').selectAll().executeTakeFirstOrThrow();
    expect(place).toMatchObject({
      kind: 'municipal-agency',
      commune_code: '07315',
      department_code: '07',
      latitude: 44.62868,
    });
  });

  it('are counted by a trial as they would be, and nothing is written', async () => {
    expect(await value('contact-points', [HEAD, GOOD].join('\n'), { dryRun: true })).toMatchObject({
      created: 1,
      dryRun: true,
    });
    expect(await count('place')).toBe(0);
  });

  it('are rejected for their key only, and every row is accounted for', async () => {
    const rows = [
      GOOD,
      '2;SANS COMMUNE;Bureau de Poste;23000;NULLE PART;99999;46.1;1.8',
      ';SANS IDENTIFIANT;Bureau de Poste;23000;GUERET;23096;46.1;1.8',
      '01140A;DEUXIÈME FOIS;Bureau de Poste;07380;LA SOUCHE;07315;44.6;4.2',
      '5;ZERO;Bureau de Poste;23000;GUERET;23096;0;0',
      '6;INVERSE;Bureau de Poste;23000;GUERET;23096;1.87;46.17',
      '7;ANCIENNE;Bureau de Poste;abc;ARBIGNIEU;01015;x;1.8',
      '8;<b>HTML</b> & =1+1;Nature inconnue;23000;GUERET;23096;;',
      '9;PARIS 12;Bureau de Poste;75012;PARIS 12;75112;48.84;2.38',
    ];
    const result = await value('contact-points', [HEAD, ...rows].join('\n'));
    expect(result).toMatchObject({ read: 9, created: 6, rejected: 3 });
    expect(result.created + result.updated + result.unchanged + result.rejected).toBe(result.read);
    expect(result.errors.map(({ line, field, code }) => [line, field, code])).toEqual([
      [3, 'Code_INSEE', 'commune-unknown'],
      [4, 'Identifiant_du_site', 'required'],
      [5, '', 'duplicate-key'],
    ]);
    expect(result.errors[0]?.message).toContain('99999');
    expect(result.warningCounts).toMatchObject({
      'position-zero': 1,
      'position-swapped': 1,
      'postal-code-invalid': 1,
      'kind-unknown': 1,
      'markup-removed': 1,
    });
    const places = await test.db
      .selectFrom('place')
      .select(['external_id', 'name', 'latitude', 'commune_code'])
      .orderBy('external_id')
      .execute();
    expect(places.find((place) => place.external_id === '5')?.latitude).toBeNull();
    expect(places.find((place) => place.external_id === '6')?.latitude).toBeCloseTo(46.17);
    expect(places.find((place) => place.external_id === '8')?.name).toBe('HTML & =1+1');
    expect(places.find((place) => place.external_id === '9')?.commune_code).toBe('75056');
    // The file of rejected rows has the original columns and cells that no spreadsheet runs.
    expect(result.rejectedFile).toContain('SANS COMMUNE');
    expect(result.rejectedFile.split('\r\n').filter(Boolean)).toHaveLength(4);
  });

  it('escape formulas in the file of rejected rows', async () => {
    const row = '=cmd();=HYPERLINK("x");Bureau de Poste;23000;X;99999;;';
    const { rejectedFile } = await value('contact-points', [HEAD, row].join('\n'));
    expect(rejectedFile).toContain("'=cmd()");
    expect(rejectedFile).not.toMatch(/(^|;)"?=/m);
  });
});

describe('priority neighbourhoods', () => {
  const around = (x: number, y: number, size: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [x - size, y - size],
        [x + size, y - size],
        [x + size, y + size],
        [x - size, y + size],
        [x - size, y - size],
      ],
    ],
  });
  const collection = (size: number) =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { code_qp: 'QN02301M', lib_qp: 'L’Albatros', insee_com: '23096' },
          geometry: around(1.87, 46.17, size),
        },
      ],
    });
  const neighbourhoods = async () =>
    (await test.db.selectFrom('place').select('qpv_code').orderBy('external_id').execute()).map(
      (place) => place.qpv_code,
    );

  it('find the places that were there before, save those known by their commune only', async () => {
    const rows = [
      '1;GUERET;Bureau de Poste;23000;GUERET;23096;46.17;1.87;Géocodé au numéro',
      '2;GUERET CENTRE;Bureau de Poste;23000;GUERET;23096;46.17;1.87;Géocodé au centre de la commune',
    ];
    await value('contact-points', [`${HEAD};Précision_du_géocodage`, ...rows].join('\n'));
    expect(await value('qpv', collection(0.01))).toMatchObject({ created: 1 });
    expect(await neighbourhoods()).toEqual(['QN02301M', null]);
    expect(await value('qpv', collection(0.01))).toMatchObject({ unchanged: 1 });
    // The second import of the points agrees with what was worked out.
    expect(
      await value('contact-points', [`${HEAD};Précision_du_géocodage`, ...rows].join('\n')),
    ).toMatchObject({ unchanged: 2 });
  });
});

describe('files that are of no use', () => {
  it.each([
    ['nothing in it', Buffer.alloc(0), /vide/],
    ['other columns', 'a;b;c\n1;2;3\n', /manque des colonnes/i],
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]),
      /image/,
    ],
    ['a line of 200 MB', Buffer.alloc(200_000_000, 'x'), /Mo/],
  ])(
    'with %s are refused with a sentence, and nothing is written',
    async (_what, content, says) => {
      const { done } = await importText('contact-points', content);
      expect(done.ok).toBe(false);
      if (!done.ok) expect(done.failure.message).toMatch(says);
      expect(await count('place')).toBe(0);
    },
    60_000,
  );

  it.each([
    [
      'windows-1252 and commas',
      Buffer.from(
        `${HEAD}\n${GOOD.replace('LA SOUCHE AP', 'ÉVÊCHÉ')}`.replaceAll(';', ','),
        'latin1',
      ),
    ],
    ['a byte-order mark', `\ufeff${HEAD}\n${GOOD.replace('LA SOUCHE AP', 'ÉVÊCHÉ')}`],
    [
      'UTF-16',
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from(`${HEAD}\n${GOOD.replace('LA SOUCHE AP', 'ÉVÊCHÉ')}`, 'utf16le'),
      ]),
    ],
  ])('but with %s they are read', async (_what, content) => {
    expect(await value('contact-points', content)).toMatchObject({ created: 1 });
    const place = await test.db.selectFrom('place').select('name').executeTakeFirstOrThrow();
    expect(place.name).toBe('ÉVÊCHÉ');
  });
});

describe('partners', () => {
  it('are told apart by number, never by name, and keep what a poorer file lacks', async () => {
    const first =
      'siret,denomination,sigle,code_postal,commune\n73282932000074,Emmaüs,EM,23000,Guéret\n35600000009075,Emmaüs,,23000,Guéret\n';
    expect(await value('partners', first)).toMatchObject({ created: 2, rejected: 0 });
    const second = 'siret,denomination\n73282932000074,Emmaüs\n';
    expect(await value('partners', second)).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    const kept = await test.db
      .selectFrom('partner')
      .select(['acronym', 'commune_code'])
      .where('siret', '=', '73282932000074')
      .executeTakeFirstOrThrow();
    expect(kept).toEqual({ acronym: 'EM', commune_code: '23096' });
  });

  it('without a valid number are rejected, with a bad optional one they come in', async () => {
    const file =
      'siret;rna;nom;site\n73282932000079;;Faux;\n;W832023177;Association;pas un site\n84200.0;;Rien;\n';
    const result = await value('partners', file);
    expect(result).toMatchObject({ read: 3, created: 1, rejected: 2 });
    expect(result.warningCounts).toMatchObject({ 'url-invalid': 1 });
  });

  it('do not stop an import when a number was corrected by hand meanwhile', async () => {
    const file = 'siret;nom\n73282932000074;Le Fil\n';
    await value('partners', file);
    await test.db.updateTable('partner').set({ siret: '35600000009075' }).execute();
    expect(await value('partners', file)).toMatchObject({ created: 1, rejected: 0 });
    expect(await value('partners', file)).toMatchObject({ created: 0, unchanged: 1 });
  });

  it('follow a mapping file', async () => {
    const map = { columns: { name: 'Structure', siret: 'Numéro' }, kinds: {} };
    const file = 'Structure;Numéro;nom\nLe Fil;73282932000074;autre\n';
    expect(await value('partners', file, { map })).toMatchObject({ created: 1 });
    expect(
      (await test.db.selectFrom('partner').select('name').executeTakeFirstOrThrow()).name,
    ).toBe('Le Fil');
  });
});

describe('the real files', () => {
  const files: readonly (readonly [ImportKindName, string, number, number])[] = [
    ['communes', 'communes-geo-api.json', 34_969, 0],
    ['indicators', 'indicateurs-communes.csv', 35_122, 0],
    ['contact-points', 'laposte-points-de-contact-2020.csv', 17_716, 10],
    ['france-services', 'france-services-2024-08.csv', 2_845, 0],
    ['partners', 'ess-structures-2026.csv', 3_667, 0],
    ['partners', 'siae-2019.csv', 3_932, 295],
    ['qpv', 'qpv-2024.geojson', 1_584, 0],
  ];
  for (const [kind, name, read, rejected] of files) {
    it(`${kind}, ${name}: every row is accounted for, twice`, async ({ skip }) => {
      const path = join(SAMPLES, name);
      if (!existsSync(path)) skip(`no ${name} here`);
      const once = await runImport({ db: test.db, kind, path, dryRun: false, locale: 'fr' });
      const twice = await runImport({ db: test.db, kind, path, dryRun: false, locale: 'fr' });
      if (!once.ok || !twice.ok) throw new Error('unusable');
      expect(once.value).toMatchObject({ read, rejected });
      expect(once.value.created + once.value.updated + once.value.unchanged + rejected).toBe(read);
      expect(twice.value).toMatchObject({ created: 0, updated: 0, unchanged: read - rejected });
      expect(exitCodeOf(once.value)).toBe(rejected === 0 ? 0 : 2);
    }, 120_000);
  }
});

describe('a process that is killed in the middle', () => {
  it('leaves nothing half-done, and what was acknowledged before stays', async () => {
    const data = join(folder, 'killed');
    const file = join(folder, 'many.csv');
    const rows = Array.from(
      { length: 30_000 },
      (_, n) => `K${n};LIEU ${n};Bureau de Poste;23000;GUERET;23096;46.1;1.8`,
    );
    await writeFile(file, [HEAD, ...rows].join('\n'));
    await writeFile(join(folder, 'one.csv'), [HEAD, GOOD].join('\n'));
    const env = {
      ...process.env,
      LOG_LEVEL: 'fatal',
      ...(test.url ? { DATABASE_URL: test.url } : {}),
    };
    const cli = join(import.meta.dirname, '../../cli.ts');
    const run = (path: string) =>
      spawn(process.execPath, [cli, 'import', 'contact-points', path, '--data', data], {
        env,
        stdio: 'ignore',
      });
    const ended = (child: ReturnType<typeof run>) =>
      new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));

    await prepareDataFolder(data);
    const began = performance.now();
    expect(await ended(run(join(folder, 'one.csv')))).toBe(0);
    const start = performance.now() - began;
    // Killed at different moments: while reading, while writing, near the end.
    for (const delay of [0, 600, 1_500, 2_500].map((later) => start * 0.9 + later)) {
      const child = run(file);
      const gone = ended(child);
      const timer = setTimeout(() => child.kill('SIGKILL'), delay);
      await gone;
      clearTimeout(timer);
      const found = await placesIn(data);
      expect([1, 30_001]).toContain(found);
    }
    expect(await ended(run(file))).toBe(0);
    expect(await placesIn(data)).toBe(30_001);
  }, 180_000);

  async function placesIn(data: string): Promise<number> {
    if (test.url) return count('place');
    const handle = await openDatabase({ dataDir: join(data, 'database') });
    try {
      const row = await handle.db
        .selectFrom('place')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return Number(row.n);
    } finally {
      await handle.close();
    }
  }
});
