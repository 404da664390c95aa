import { createReadStream } from 'node:fs';
import { type Readable, Transform } from 'node:stream';
import { pick } from 'stream-json/filters/pick.js';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import { fail, ok, type Result } from '../result.ts';
import { reasonOf, sniffFormat } from './encoding.ts';
import { type FileFailure, UnusableFile } from './failure.ts';

/** One element of an array; `line` is its rank from 1, since JSON often stands on one line. */
export interface JsonItem {
  readonly line: number;
  /** Whatever the file holds at that place. */
  readonly value: unknown;
}

export interface JsonSource {
  /** Elements in order, to be read once. Throws `UnusableFile` when the file breaks further down. */
  readonly items: AsyncIterable<JsonItem>;
}

/** Most bytes between two elements: a bigger one would fill the memory. */
const LONGEST_ITEM = 4 * 1024 * 1024;
const LONGEST_FEATURE = 64 * 1024 * 1024;

/** Opens a file that is one JSON array (UTF-8), to read its elements one at a time. */
export async function openJsonArray(path: string): Promise<Result<JsonSource, FileFailure>> {
  const start = await firstCharacter(path, 'json');
  if (!start.ok) return start;
  if (start.value !== '[')
    return fail({ code: 'wrong-format', found: 'json', expected: 'json array' });
  return ok({
    items: readItems(path, LONGEST_ITEM, 'json array', (input) =>
      input.pipe(streamArray.withParserAsStream()),
    ),
  });
}

/** Opens a GeoJSON FeatureCollection, to read its features one at a time. */
export async function openGeoJson(path: string): Promise<Result<JsonSource, FileFailure>> {
  const start = await firstCharacter(path, 'geojson');
  if (!start.ok) return start;
  if (start.value !== '{')
    return fail({ code: 'wrong-format', found: 'json', expected: 'geojson' });
  const features = (input: Readable): Readable => {
    const picked = input.pipe(pick.withParserAsStream({ filter: 'features' }));
    const streamed = streamArray.asStream();
    picked.on('error', (error) => streamed.destroy(error));
    return picked.pipe(streamed);
  };
  return ok({ items: readItems(path, LONGEST_FEATURE, 'geojson', features) });
}

async function firstCharacter(
  path: string,
  expected: string,
): Promise<Result<string, FileFailure>> {
  const format = await sniffFormat(path);
  if (!format.ok) return format;
  if (format.value === 'empty') return fail({ code: 'empty-file' });
  if (format.value !== 'json') return fail({ code: 'wrong-format', found: format.value, expected });
  for await (const chunk of createReadStream(path, { end: 511 })) {
    const text = new TextDecoder().decode(chunk as Buffer).trimStart();
    return ok(text.slice(0, 1));
  }
  return fail({ code: 'empty-file' });
}

async function* readItems(
  path: string,
  limit: number,
  expected: 'json array' | 'geojson',
  parse: (input: Readable) => Readable,
): AsyncGenerator<JsonItem> {
  let line = 0;
  let sinceItem = 0;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const guard = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sinceItem += chunk.length;
      if (sinceItem > limit) {
        done(new UnusableFile({ code: 'record-too-long', line: line + 1, limit }));
        return;
      }
      try {
        done(null, decoder.decode(chunk, { stream: true }));
      } catch {
        done(new UnusableFile({ code: 'encoding-unknown' }));
      }
    },
    // Text goes on as text: decoded again it could be cut inside a character.
    readableObjectMode: true,
  });
  const file = createReadStream(path, { highWaterMark: 64 * 1024 });
  file.on('error', (error) =>
    guard.destroy(new UnusableFile({ code: 'unreadable', reason: reasonOf(error) })),
  );
  const items = parse(file.pipe(guard));
  guard.on('error', (error) => items.destroy(error));
  try {
    for await (const item of items) {
      line += 1;
      sinceItem = 0;
      yield { line, value: (item as { value: unknown }).value };
    }
    if (line === 0 && expected === 'geojson') {
      throw new UnusableFile({ code: 'wrong-format', found: 'json', expected });
    }
  } catch (error) {
    throw error instanceof UnusableFile
      ? error
      : new UnusableFile({ code: 'not-json', after: line });
  } finally {
    file.destroy();
  }
}
