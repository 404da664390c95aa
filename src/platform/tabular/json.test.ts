import { describe, expect, it } from 'vitest';
import { testFolder } from '../../../tests/support/folder.ts';
import { asFileFailure } from './failure.ts';
import { type JsonItem, openGeoJson, openJsonArray } from './json.ts';

const folder = testFolder();
let files = 0;

async function read(content: string | Buffer, open = openJsonArray) {
  const opened = await open(folder.write(`${++files}.json`, content));
  if (!opened.ok) return { failure: opened.failure };
  const items: JsonItem[] = [];
  try {
    for await (const item of opened.value.items) items.push(item);
  } catch (error) {
    return { items, failure: asFileFailure(error) };
  }
  return { items, failure: null };
}

describe('JSON arrays', () => {
  it('come one element at a time, numbered from 1, with or without a byte-order mark', async () => {
    for (const bom of ['', '\ufeff']) {
      const result = await read(`${bom} [ {"a":"é\\u00e9"} , 2, null, [3] ]\n`);
      expect(result).toEqual({
        failure: null,
        items: [
          { line: 1, value: { a: 'éé' } },
          { line: 2, value: 2 },
          { line: 3, value: null },
          { line: 4, value: [3] },
        ],
      });
    }
  });

  it('keep characters whole at the edges of chunks', async () => {
    for (let pad = 0; pad < 4; pad += 1) {
      const text = `${'x'.repeat(65_530 + pad)}é€😀`;
      expect((await read(JSON.stringify([text]))).items).toEqual([{ line: 1, value: text }]);
    }
  });

  it.each([
    ['nothing', '', { code: 'empty-file' }],
    ['an object', '{"a":1}', { code: 'wrong-format', expected: 'json array' }],
    ['a table', 'a;b\n1;2\n', { code: 'wrong-format', found: 'text' }],
    ['a cut file', '[{"a":1},{"a":', { code: 'not-json' }],
    ['a comma too many', '[{"a":1},]', { code: 'not-json' }],
    ['an element without end', `["${'x'.repeat(5_000_000)}`, { code: 'record-too-long', line: 1 }],
    ['Latin-1', Buffer.from('[{"a":"\xe9"}]', 'latin1'), { code: 'encoding-unknown' }],
  ])('%s is refused', async (_, content, failure) => {
    expect((await read(content)).failure).toMatchObject(failure);
  });
});

describe('GeoJSON', () => {
  it('gives the features wherever they stand in the collection', async () => {
    const text =
      '{"name":"x","features":[{"type":"Feature","id":1},{"id":2}],"type":"FeatureCollection"}';
    expect((await read(text, openGeoJson)).items?.map((item) => item.line)).toEqual([1, 2]);
  });
  it.each([
    ['an array', '[1]', { code: 'wrong-format', expected: 'geojson' }],
    [
      'another object',
      '{"type":"Topology","arcs":[]}',
      { code: 'wrong-format', expected: 'geojson' },
    ],
    ['a cut file', '{"features":[{"id":1},{"id"', { code: 'not-json' }],
  ])('%s is refused', async (_, content, failure) => {
    expect((await read(content, openGeoJson)).failure).toMatchObject(failure);
  });
});
