import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { testFolder } from '../../tests/support/folder.ts';
import { checkVocabulary, readVocabulary } from './vocabulary.ts';

const folder = testFolder();

function tree(name: string, files: readonly string[]): string {
  const path = join(folder.path, name);
  for (const file of files) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), '');
  }
  return path;
}

const GOOD = [
  'places/contract.ts',
  'places/messages.fr.ts',
  'places/policy.test.ts',
  'places/commands.db.test.ts',
  'places/commands.locks.db.test.ts',
  'places/pages/list.tsx',
  'places/pages/read-form.ts',
  'places/components/public.tsx',
  'places/hours/domain.ts',
  'places/hours/domain.test.ts',
  'territories/map/departments.topo.json',
  'territories/map/NOTE.md',
  'partnerships/convention/convention.typ',
];

it('knows the rooms, their tests, sub-concerns and screens', () => {
  expect(readVocabulary(tree('good', GOOD))).toEqual({ files: GOOD.length, problems: [] });
});

it.each([
  'places/helpers.ts',
  'places/utils.test.ts',
  'places/hours/service.ts',
  'places/Contract.ts',
  'places/pages/List.tsx',
  'places/openingHours/domain.ts',
  'stuff/contract.ts',
  'index.ts',
])('refuses %s', (file) => {
  const path = tree(`bad-${file.replaceAll('/', '-')}`, [...GOOD, file]);
  expect(readVocabulary(path).problems).toHaveLength(1);
  expect(checkVocabulary(path, 1).failed).toBe(1);
});

it('fails when it saw hardly any file', () => {
  expect(checkVocabulary(tree('few', GOOD), 50).failed).toBe(1);
  expect(checkVocabulary(join(folder.path, 'missing'), 1).failed).toBe(1);
});
