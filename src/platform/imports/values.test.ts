import { describe, expect, it } from 'vitest';
import { parseDecimal, parseUrl, RowReader, vintageOf } from './values.ts';

const codes = (reader: RowReader) => reader.warnings.map((warning) => warning.code);

describe('text', () => {
  it.each([
    ['  deux   mots ', 'deux mots', []],
    ['a\n b', 'a b', []],
    ['<b>Le</b> Fil', 'Le Fil', ['markup-removed']],
    ['<script>alert(1)</script>', 'alert(1)', ['markup-removed']],
    ['<img src=x onerror=1', '', ['markup-removed']],
    ['a < b et b > c', 'a < b et b > c', []],
    ['3 <4', '3 <4', []],
    ['un\u0007deux\u202e', 'un deux', ['control-removed']],
    ['Élan & =1+1', 'Élan & =1+1', []],
    ['x'.repeat(30), 'x'.repeat(20), ['text-cut']],
    [`${'x'.repeat(19)}😀`, 'x'.repeat(19), ['text-cut']],
  ])('%j becomes %j', (given, expected, warnings) => {
    const reader = new RowReader();
    expect(reader.text('nom', given, 20)).toBe(expected);
    expect(codes(reader)).toEqual(warnings);
  });
});

describe('numbers', () => {
  it.each([
    ['12', 12, []],
    ['1 234,5', 1234.5, []],
    ['1\u202f234.5', 1234.5, []],
    ['', null, []],
    ['-1', null, ['number-negative']],
    ['101', null, ['number-absurd']],
    ['1e5', null, ['number-absurd']],
    ['1e999', null, ['number-invalid']],
    ['douze', null, ['number-invalid']],
    ['1,2,3', null, ['number-invalid']],
    ['NaN', null, ['number-invalid']],
    ['0x10', null, ['number-invalid']],
  ])('%j is %j', (given, expected, warnings) => {
    const reader = new RowReader();
    const max = given.startsWith('1 ') || given.startsWith('1\u202f') ? 1e6 : 100;
    expect(reader.number('n', given, max)).toBe(expected);
    expect(codes(reader)).toEqual(warnings);
  });
  it.each(['', '.', '-', '+', ',', 'e5'])('%j is none', (text) => {
    expect(parseDecimal(text)).toBeNull();
  });
});

describe('web addresses', () => {
  it.each([
    ['https://exemple.fr/a?b=c', 'https://exemple.fr/a?b=c'],
    ['exemple.fr', 'https://exemple.fr'],
    ['//exemple.fr', 'https://exemple.fr'],
    ['exemple.fr:8080/x', 'https://exemple.fr:8080/x'],
    ['javascript:alert(1)', null],
    ['mailto:a@b.fr', null],
    ['https://moi:secret@exemple.fr', null],
    ['pas un site', null],
    ['localhost', null],
    ['exemple', null],
    ['"><script>', null],
  ])('%j is %j', (given, expected) => {
    expect(parseUrl(given)).toBe(expected);
  });
});

describe('vintage in a file name', () => {
  it.each([
    ['/tmp/2019/laposte-points-de-contact-2020.csv', '2020'],
    ['france-services-2024-08.csv', '2024-08'],
    ['liste_202408.csv', '2024-08'],
    ['C:\\données\\qpv 2024.geojson', '2024'],
    ['points.csv', null],
    ['file-a2031b', null],
    ['de-2019-à-2024.csv', null],
    ['120240.csv', null],
  ])('%j tells %j', (name, expected) => {
    expect(vintageOf(name)).toBe(expected);
  });
});

describe('days', () => {
  it.each([
    ['2026-03-31', '2026-03-31'],
    ['31/03/2026', '2026-03-31'],
    ['1.3.2026', '2026-03-01'],
    ['2026-03-31T08:00:00', '2026-03-31'],
    ['', null],
  ])('%s is %s', (text, expected) => {
    expect(new RowReader().day('d', text)).toBe(expected);
  });

  it.each(['31/02/2026', '2026-13-01', 'mars 2026', '12/05/26'])('%s is no day', (text) => {
    const reader = new RowReader();
    expect(reader.day('d', text)).toBeNull();
    expect(codes(reader)).toEqual(['date-invalid']);
  });
});
