import { describe, expect, it } from 'vitest';
import type { FileFailure } from '../tabular/failure.ts';
import { describeFailure, describeIssue } from './describe.ts';
import type { ImportFailure } from './importer.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

/** One of each; a code that is not here does not compile. */
const failures: { readonly [K in ImportFailure['code']]: Extract<ImportFailure, { code: K }> } = {
  unreadable: { code: 'unreadable', reason: 'ENOENT' },
  'empty-file': { code: 'empty-file' },
  'encoding-unknown': { code: 'encoding-unknown' },
  'wrong-format': { code: 'wrong-format', found: 'pdf', expected: 'csv, xlsx' },
  'not-a-table': { code: 'not-a-table' },
  'no-header': { code: 'no-header', line: 1 },
  'line-too-long': { code: 'line-too-long', line: 3, limit: 1_000_000 },
  'quote-not-closed': { code: 'quote-not-closed', line: 3 },
  'too-many-columns': { code: 'too-many-columns', count: 3000, limit: 2000 },
  'not-json': { code: 'not-json', after: 4 },
  'record-too-long': { code: 'record-too-long', line: 1, limit: 4_000_000 },
  'sheet-missing': { code: 'sheet-missing', wanted: 'A', sheets: ['B', 'C'] },
  'too-large': { code: 'too-large', limit: 1 },
  damaged: { code: 'damaged', reason: 'xml' },
  'missing-columns': { code: 'missing-columns', columns: ['siret', 'nom'], found: ['a'] },
  'map-unreadable': { code: 'map-unreadable' },
  'map-invalid': { code: 'map-invalid', problems: ['columns: required'] },
};

describe('what is said of an unusable file', () => {
  for (const failure of Object.values(failures)) {
    it.each(['fr', 'en'] as const)(`${failure.code}, %s`, (locale) => {
      const said = describeFailure(failure, locale);
      expect(said).toMatch(/^[A-ZÀ-Ý].{10,}[.]$/u);
      expect(said).not.toMatch(/undefined|null|\[object/);
    });
  }

  it('names the place and what there is instead', () => {
    const wrong: FileFailure = failures['wrong-format'];
    expect(describeFailure(wrong, 'fr')).toBe('Il faut un tableau CSV ou XLSX ; ceci est un PDF.');
    expect(describeFailure(failures['missing-columns'], 'en')).toBe(
      'Columns are missing: siret, nom. Columns of the file: a.',
    );
    expect(describeFailure(failures['line-too-long'], 'fr')).toContain('La ligne 3 dépasse 1 Mo');
  });
});

describe('what is said of a value', () => {
  const own = { fr: { mine: () => 'À moi' }, en: { mine: () => 'Mine' } };
  it('comes from the importer, else from the platform, else is the code', () => {
    expect(describeIssue({ field: 'x', code: 'mine' }, own, 'fr')).toBe('À moi');
    expect(describeIssue({ field: 'x', code: 'required' }, own, 'en')).toBe(en.issue.required());
    expect(describeIssue({ field: 'x', code: 'other' }, own, 'en')).toBe('other');
  });
  it('is filled in both languages', () => {
    const params = { key: 'k', firstLine: 2, found: 1, expected: 3, max: 9, value: 'v' };
    for (const catalogue of [fr, en]) {
      for (const say of Object.values(catalogue.issue))
        expect(say(params)).not.toContain('undefined');
    }
  });
});
