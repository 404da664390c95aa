import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { escapeCell, streamCsv, writeCsv } from './write-csv.ts';

describe('escapeCell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("http://x";"y")', `"'=HYPERLINK(""http://x"";""y"")"`],
    ['+33 1 23', "'+33 1 23"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2+3', "'-2+3"],
    ['\t=1', `"'\t=1"`],
    ['\rx', `"'\rx"`],
    ['-12', '-12'],
    ['+12,5', '"+12,5"'],
    [-12.5, '-12.5'],
    ['a;b', '"a;b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['', ''],
    [null, ''],
    [0, '0'],
    [false, 'false'],
    ['é – œ', 'é – œ'],
  ])('%j becomes %j', (value, expected) => {
    expect(escapeCell(value)).toBe(expected);
  });
});

describe('writing', () => {
  it('has a byte-order mark, semicolons and CRLF by default', () => {
    expect(writeCsv(['a', 'b'], [[1, 'x']])).toBe('\ufeffa;b\r\n1;x\r\n');
    expect(writeCsv(['a', 'b'], [], { bom: false, delimiter: ',' })).toBe('a,b\r\n');
  });
  it('streams the same bytes', async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => [at, 'é=;']);
    expect(await text(streamCsv(['n', 't'], rows))).toBe(writeCsv(['n', 't'], rows).slice(1));
  });
});
