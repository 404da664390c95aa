import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { testFolder } from '../../tests/support/folder.ts';
import { checkBoundaries, cruise } from './boundaries.ts';

const folder = testFolder();

function tree(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder.path, name);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  }
  return path;
}

const house = {
  'src/platform/db/open.ts':
    'export interface Handle { a: 1 }\nexport const openDatabase = () => 1;',
  'src/platform/text.ts': 'export const text = 1;',
  'src/ui/button.tsx': "import { text } from '../platform/text.ts';\nexport const button = text;",
  'src/modules/alliance/public.ts': 'export const word = 1;',
  'src/modules/territories/public.ts': "export { a } from './queries.ts';",
  'src/modules/territories/queries.ts': 'export const a = 1;',
  'src/modules/territories/tables.ts': 'export interface T { a: 1 }\nexport const t = 1;',
  'src/modules/territories/events.ts': 'export const e = 1;',
  'src/modules/territories/pages/one.tsx': 'export const one = 1;',
  'src/modules/places/public.ts': "export { b } from './queries.ts';",
  'src/modules/places/queries.ts': [
    "import { word } from '../alliance/public.ts';",
    "import { a } from '../territories/public.ts';",
    "import type { Handle } from '../../platform/db/open.ts';",
    "import { button } from '../../ui/button.tsx';",
    'export const b = (h: Handle) => [h, a, word, button];',
  ].join('\n'),
  'src/modules/impact/queries.ts':
    "import type { T } from '../territories/tables.ts';\nexport type I = T;",
  'src/modules/notifications/commands.ts':
    "import { e } from '../territories/events.ts';\nexport const n = e;",
  'src/web/routes.ts':
    "import { one } from '../modules/territories/pages/one.tsx';\nexport const r = one;",
  'src/main.ts':
    "import { openDatabase } from './platform/db/open.ts';\nexport const m = openDatabase;",
};

it('lets through what the table of docs/architecture.md allows', async () => {
  const { modules, violations } = await cruise(tree('good', house));
  expect(violations).toEqual([]);
  expect(modules).toBe(Object.keys(house).length);
});

it('refuses what the table does not allow', async () => {
  const planted = {
    'src/modules/territories/up.ts':
      "import { b } from '../places/public.ts';\nexport const x = b;",
    'src/modules/places/inside.ts':
      "import { a } from '../territories/queries.ts';\nexport const x = a;",
    'src/modules/places/listens.ts':
      "import { e } from '../territories/events.ts';\nexport const x = e;",
    'src/modules/places/reads.ts':
      "import type { T } from '../territories/tables.ts';\nexport type X = T;",
    'src/modules/impact/runs.ts':
      "import { t } from '../territories/tables.ts';\nexport const x = t;",
    'src/modules/places/opens.ts':
      "import { openDatabase } from '../../platform/db/open.ts';\nexport const x = openDatabase;",
    'src/modules/places/page.ts':
      "import { one } from '../territories/pages/one.tsx';\nexport const x = one;",
    'src/modules/places/web.ts': "import { r } from '../../web/routes.ts';\nexport const x = r;",
    'src/modules/misc/public.ts':
      "import { text } from '../../platform/text.ts';\nexport const x = text;",
    'src/ui/domain.ts':
      "import { a } from '../modules/territories/public.ts';\nexport const x = a;",
    'src/platform/upward.ts':
      "import { button } from '../ui/button.tsx';\nexport const x = button;",
    'src/api/api.ts': "import { a } from '../modules/territories/queries.ts';\nexport const x = a;",
    'src/platform/left.ts': "import { right } from './right.ts';\nexport const left = () => right;",
    'src/platform/right.ts': "import { left } from './left.ts';\nexport const right = () => left;",
  };
  const { violations } = await cruise(tree('bad', { ...house, ...planted }));
  const rulesOf = (file: string): string[] =>
    violations
      .filter((violation) => violation.includes(`: ${file} →`))
      .map((violation) => violation.split(':')[0] ?? '');
  expect(rulesOf('src/modules/territories/up.ts')).toEqual(['module-territories']);
  expect(rulesOf('src/modules/places/inside.ts')).toEqual(['public-face']);
  expect(rulesOf('src/modules/places/listens.ts')).toEqual(['events-are-for-notifications']);
  expect(rulesOf('src/modules/places/reads.ts')).toEqual(['tables-are-private']);
  expect(rulesOf('src/modules/impact/runs.ts')).toContain('impact-reads-tables-as-types');
  expect(rulesOf('src/modules/places/opens.ts')).toEqual(['root-database']);
  expect(rulesOf('src/modules/places/page.ts')).toContain('pages-belong-to-web');
  expect(rulesOf('src/modules/places/web.ts')).toContain('modules-look-down');
  expect(rulesOf('src/modules/misc/public.ts')).toEqual(['known-module']);
  expect(rulesOf('src/ui/domain.ts')).toEqual(['ui-looks-down']);
  expect(rulesOf('src/platform/upward.ts')).toEqual(['platform-stands-alone']);
  expect(rulesOf('src/api/api.ts')).toEqual(['outside-in']);
  expect(rulesOf('src/platform/left.ts')).toEqual(['no-cycles']);
});

it('fails when hardly anything was followed', async () => {
  const outcome = await checkBoundaries(tree('small', house));
  expect(outcome.failed).toBe(1);
});
