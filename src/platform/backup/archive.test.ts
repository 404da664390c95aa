import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { testFolder } from '../../../tests/support/folder.ts';
import { readArchive, type Source, writeArchive } from './archive.ts';
import { type Decryption, type Encryption, encrypterOf, newKeyPair } from './encryption.ts';
import type { Manifest, Member } from './manifest.ts';

const folder = testFolder();
const small = Buffer.from('Ligne\u2028suivante\n');
const large = randomBytes(3_000_000);

function sources(): Source[] {
  return [
    { name: 'database/a.ndjson', size: small.length, content: () => Readable.from([small]) },
    { name: 'files/b/c.pdf', size: large.length, content: () => Readable.from([large]) },
    { name: 'files/empty', size: 0, content: () => Readable.from([]) },
  ];
}

const manifest = (members: readonly Member[]): Manifest => ({
  format: 1,
  program: { name: 'maillage', version: '0.0.0' },
  madeAt: '2026-06-15T10:00:00.000Z',
  engine: { name: 'pglite', version: '18' },
  migrations: [],
  tables: [],
  sequences: [],
  waiting: 0,
  files: { removedMeanwhile: [], missing: [] },
  secret: { fingerprint: 'f', included: false, note: '' },
  members: [...members],
});

async function written(name: string, encryption: Encryption | null = null): Promise<string> {
  const path = join(folder.path, name);
  const made = encryption ? await encrypterOf(encryption) : null;
  if (made && !made.ok) throw new Error('refused');
  await writeArchive(path, sources(), manifest, made?.value.encrypter ?? null);
  return path;
}

async function codeOf(path: string, decryption: Decryption | null = null): Promise<string> {
  const read = await readArchive(path, decryption);
  return read.ok ? 'whole' : read.failure.code;
}

describe('an archive', () => {
  it('gives back what went in, and is its owner’s alone', async () => {
    const path = await written('plain.tar.zst');
    const contents = new Map<string, Buffer>();
    const read = await readArchive(path, null, async (name, content) => {
      contents.set(name, await buffer(content));
    });
    expect(read).toMatchObject({ ok: true, value: { members: [{}, {}, { size: 0 }] } });
    expect(contents.get('database/a.ndjson')?.equals(small)).toBe(true);
    expect(contents.get('files/b/c.pdf')?.equals(large)).toBe(true);
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is refused when it was cut anywhere', async () => {
    const whole = readFileSync(await written('to-cut.tar.zst'));
    for (const part of [0, 1, 10, 1_000, 0.5 * whole.length, whole.length - 1]) {
      const path = folder.write('cut.tar.zst', whole.subarray(0, part));
      expect(await codeOf(path), `${part} bytes`).toBe('archive-damaged');
    }
  });

  it('is refused when one bit changed, wherever it is', async () => {
    const { identity, recipient } = await newKeyPair();
    for (const decryption of [null, { identities: [identity] }]) {
      const encryption = decryption ? { recipients: [recipient] } : null;
      const whole = readFileSync(await written('to-flip', encryption));
      for (let turn = 0; turn < 40; turn += 1) {
        const changed = Buffer.from(whole);
        const at = turn < 3 ? whole.length - 1 - turn : Math.floor((turn / 40) * whole.length);
        changed[at] = (changed[at] ?? 0) ^ (1 << (turn % 8));
        const path = folder.write('flipped', changed);
        expect(await codeOf(path, decryption), `byte ${at}`).not.toBe('whole');
      }
    }
  });

  it('opens with its passphrase and no other', async () => {
    const path = await written('p.age', { passphrase: 'une phrase' });
    expect(await codeOf(path, { passphrase: 'une phrase' })).toBe('whole');
    expect(await codeOf(path, { passphrase: 'une autre' })).toBe('key-wrong');
    expect(await codeOf(path)).toBe('key-needed');
    expect(readFileSync(path).includes(small)).toBe(false);
  });

  it('opens with the key it was made for, and with the key of the moment it was read back by', async () => {
    const mine = await newKeyPair();
    const path = await written('k.age', { recipients: [mine.recipient] });
    expect(await codeOf(path, { identities: [mine.identity] })).toBe('whole');
    expect(await codeOf(path, { identities: [(await newKeyPair()).identity] })).toBe('key-wrong');
    expect(await codeOf(path, { identities: ['AGE-SECRET-KEY-1NOT'] })).toBe('key-wrong');
    const made = await encrypterOf({ recipients: [mine.recipient] });
    if (!made.ok) throw new Error('refused');
    const other = join(folder.path, 'r.age');
    await writeArchive(other, sources(), manifest, made.value.encrypter);
    expect(await codeOf(other, made.value.readBack)).toBe('whole');
    expect(await encrypterOf({ recipients: ['age1nobody'] })).toMatchObject({
      failure: { code: 'recipient-invalid' },
    });
  });

  it('says what is not an archive, not there, or of a later format', async () => {
    expect(await codeOf(join(folder.path, 'nowhere'))).toBe('archive-missing');
    expect(await codeOf(folder.write('text', 'Bonjour'))).toBe('archive-damaged');
    const path = join(folder.path, 'later');
    const later = (members: readonly Member[]) =>
      ({ ...manifest(members), format: 2 }) as unknown as Manifest;
    await writeArchive(path, sources(), later, null);
    expect(await codeOf(path)).toBe('archive-format');
  });

  it('leaves nothing behind when a member breaks off, and what was there stays', async () => {
    const path = await written('kept.tar.zst');
    const before = createHash('sha256').update(readFileSync(path)).digest('hex');
    const broken: Source = {
      name: 'files/x',
      size: 10,
      content: () =>
        Readable.from(
          (function* () {
            yield Buffer.from('abc');
            throw new Error('no such disk');
          })(),
        ),
    };
    await expect(writeArchive(path, [...sources(), broken], manifest, null)).rejects.toThrow(
      'no such disk',
    );
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(before);
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.part'))).toEqual([]);
    writeFileSync(`${path}.part`, 'left by a power cut');
    await writeArchive(path, sources(), manifest, null);
    expect(await codeOf(path)).toBe('whole');
  });
});
