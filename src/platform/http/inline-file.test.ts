import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { testFolder } from '../../../tests/support/folder.ts';
import { diskStore } from '../files/files.ts';
import { fieldErrors } from './forms.ts';
import { inlineBytes, inlineFile, readInline, withInlineFile } from './inline-file.ts';

const folder = testFolder();
const base64 = (text: string): string => Buffer.from(text).toString('base64');

it('lies on disk for as long as the work takes, whatever comes of it', async () => {
  mkdirSync(folder.path, { recursive: true });
  const file = inlineFile.parse({ name: 'C:\\x\\été.csv', content: base64('a;b') });
  const seen = await withInlineFile(file, folder.path, async (uploaded) => {
    expect(uploaded).toMatchObject({ fileName: 'été.csv', size: 3 });
    return readFileSync(uploaded.path, 'utf8');
  });
  expect(seen).toBe('a;b');
  await expect(
    withInlineFile(file, folder.path, () => Promise.reject(new Error('cut'))),
  ).rejects.toThrow('cut');
  expect(readdirSync(folder.path)).toEqual([]);
});

it.each([
  ['no base64', { name: 'a', content: 'é' }, 'content', 'content-invalid'],
  ['half a group', { name: 'a', content: 'abc' }, 'content', 'content-invalid'],
  ['padding in the middle', { name: 'a', content: 'ab==abcd' }, 'content', 'content-invalid'],
  ['no content', { name: 'a' }, 'content', 'file-missing'],
  ['no name', { name: ' ', content: '' }, 'name', 'required'],
])('refuses %s', (_, body, field, code) => {
  const parsed = inlineFile.safeParse(body);
  expect(parsed.success ? [] : fieldErrors(parsed.error)).toEqual([{ field, code }]);
});

it('takes a long content and has room for one byte too many', () => {
  const content = Buffer.alloc(3_000_001).toString('base64');
  expect(inlineFile.safeParse({ name: 'a', content }).success).toBe(true);
  expect(JSON.stringify({ content }).length).toBeLessThan(inlineBytes(3_000_000));
});

it('comes back from the store, or says that it is gone', async () => {
  const store = diskStore(join(folder.path, 'store'));
  await store.put('documents/1', Readable.from(['héllo']));
  const stored = { key: 'documents/1', fileName: 'a.txt', type: 'text/plain' };
  expect(await readInline(store, stored)).toEqual({
    name: 'a.txt',
    type: 'text/plain',
    content: base64('héllo'),
  });
  expect(await readInline(store, { ...stored, key: 'documents/2' })).toBeNull();
});
