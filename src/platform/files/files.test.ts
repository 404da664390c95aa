import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { diskStore } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'maillage-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const store = diskStore(folder);

describe('the store on disk', () => {
  it('keeps, gives and removes', async () => {
    expect(await store.put('imports/a.csv', Readable.from(['héllo']))).toBe(6);
    const found = await store.get('imports/a.csv');
    expect(found ? await text(found) : null).toBe('héllo');
    await store.remove('imports/a.csv');
    expect(await store.get('imports/a.csv')).toBeNull();
  });

  it('leaves nothing of a stream that broke', async () => {
    const broken = new Readable({
      read() {
        this.push('half');
        this.destroy(new Error('cut'));
      },
    });
    await expect(store.put('imports/b.csv', broken)).rejects.toThrow('cut');
    expect(await store.size('imports/b.csv')).toBeNull();
  });

  it.each(['../secret', '/etc/passwd', 'a/../../b', '', 'a//b'])(
    'refuses the key %j',
    async (key) => {
      await expect(async () => store.get(key)).rejects.toThrow();
    },
  );
});
