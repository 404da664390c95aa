import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { createTarDecoder, createTarPacker } from 'modern-tar';
import { fail, ok, type Result } from '../result.ts';
import { type Decryption, decrypterOf, isEncrypted } from './encryption.ts';
import { MANIFEST, type Manifest, type Member, manifestSchema } from './manifest.ts';

/** What goes into an archive: its size must be known before its first byte. */
export interface Source {
  readonly name: string;
  readonly size: number;
  readonly content: () => Readable;
}

type Encrypter = {
  encrypt(content: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>>;
};

const web = (stream: Readable) => Readable.toWeb(stream) as ReadableStream<Uint8Array>;
const node = (stream: ReadableStream<Uint8Array>) =>
  Readable.fromWeb(stream as WebStream<Uint8Array>);

/**
 * Writes an archive: a tar, compressed with zstd, encrypted with age when asked. It appears under
 * its name whole and on disk, or not at all; readable by its owner only.
 * @param manifest what the last member says, once the others are counted
 * @throws what the disk answers; nothing is left behind then
 */
export async function writeArchive(
  path: string,
  sources: AsyncIterable<Source> | Iterable<Source>,
  manifest: (members: readonly Member[]) => Manifest,
  encrypter: Encrypter | null,
): Promise<void> {
  const part = `${path}.part`;
  const { readable, controller } = createTarPacker();
  const packed = pack(sources, manifest, controller).catch((error: unknown) => {
    controller.error(error);
    throw error;
  });
  const compressed = compress(readable);
  try {
    const out = encrypter ? node(await encrypter.encrypt(web(compressed))) : compressed;
    const file = createWriteStream(part, { mode: 0o600, flush: true });
    const [written, filled] = await Promise.allSettled([pipeline(out, file), packed]);
    // The disk's answer first: what the packer then says is only that nobody listens any more.
    if (written.status === 'rejected' && filled.status === 'rejected')
      throw isAbort(filled.reason) ? written.reason : firstCause(written.reason, filled.reason);
    if (written.status === 'rejected') throw written.reason;
    if (filled.status === 'rejected') throw filled.reason;
    await rename(part, path);
    await syncFolder(dirname(path));
  } finally {
    await rm(part, { force: true });
  }
}

/** With a checksum of its own, so that a flipped bit is seen even where no digest covers it. */
function compress(content: ReadableStream<Uint8Array>): Readable {
  const stream = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } });
  const feed = async (): Promise<void> => {
    // Chunk by chunk: an end that is queued behind the last chunk makes Node 24 write a second,
    // empty frame, whose damage nobody would notice.
    for await (const chunk of node(content))
      await new Promise<void>((resolve, reject) => {
        stream.write(chunk, (error) => (error ? reject(error) : resolve()));
      });
    stream.end();
  };
  feed().catch((error: unknown) =>
    stream.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return stream;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Of two failures of one stream the one that has a cause of the machine's. */
function firstCause(one: unknown, other: unknown): unknown {
  return one instanceof Error && 'code' in one && !isAbort(one) ? one : other;
}

/** A rename is on disk once its folder is. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function pack(
  sources: AsyncIterable<Source> | Iterable<Source>,
  manifest: (members: readonly Member[]) => Manifest,
  controller: ReturnType<typeof createTarPacker>['controller'],
): Promise<void> {
  const members: Member[] = [];
  const add = async (source: Source): Promise<void> => {
    const hash = createHash('sha256');
    const { name, size } = source;
    const writer = controller.add({ name, size, mode: 0o600 }).getWriter();
    for await (const chunk of source.content()) {
      hash.update(chunk);
      await writer.write(new Uint8Array(chunk));
    }
    await writer.close();
    members.push({ name, size, sha256: hash.digest('hex') });
  };
  for await (const source of sources) await add(source);
  const text = Buffer.from(`${JSON.stringify(manifest(members), null, 2)}\n`);
  await add({ name: MANIFEST, size: text.length, content: () => Readable.from([text]) });
  controller.finalize();
}

export type ArchiveFailure =
  | { readonly code: 'archive-missing'; readonly path: string }
  | { readonly code: 'key-needed'; readonly path: string }
  | { readonly code: 'key-wrong'; readonly path: string }
  /** Cut, changed, or no archive of ours; `detail` names the place, for who looks closer. */
  | { readonly code: 'archive-damaged'; readonly path: string; readonly detail: string }
  | { readonly code: 'archive-format'; readonly path: string };

/**
 * Reads an archive from end to end and holds it against its own manifest: every member is there,
 * once, with its size and digest. Memory stays flat.
 * @param keep takes a member's content when it wants it; nothing else is done with it
 */
export async function readArchive(
  path: string,
  decryption: Decryption | null,
  keep: (name: string, content: Readable) => Promise<void> = drain,
): Promise<Result<Manifest, ArchiveFailure>> {
  const opened = await openArchive(path, decryption);
  if (!opened.ok) return opened;
  const found = new Map<string, Member>();
  let text = '';
  try {
    const decoder = createTarDecoder({ strict: true });
    // The tar ends before what it is wrapped in does, whose end has the checksum.
    const ended = web(opened.value).pipeTo(decoder.writable);
    ended.catch(() => undefined);
    for await (const { header, body } of decoder.readable as unknown as AsyncIterable<{
      header: { name: string };
      body: ReadableStream<Uint8Array>;
    }>) {
      const hash = createHash('sha256');
      let size = 0;
      const content = Readable.from(
        (async function* () {
          for await (const chunk of node(body)) {
            hash.update(chunk);
            size += chunk.length;
            if (header.name === MANIFEST) text += Buffer.from(chunk).toString('latin1');
            yield chunk;
          }
        })(),
      );
      await (header.name === MANIFEST ? drain(header.name, content) : keep(header.name, content));
      if (found.has(header.name)) return damaged(path, `${header.name} twice`);
      found.set(header.name, { name: header.name, size, sha256: hash.digest('hex') });
    }
    await ended;
  } catch (error) {
    if (isOfTheDisk(error)) throw error;
    return damaged(path, error instanceof Error ? error.message : String(error));
  }
  return compare(path, Buffer.from(text, 'latin1').toString('utf8'), found);
}

async function drain(_name: string, content: Readable): Promise<void> {
  for await (const _ of content);
}

function isOfTheDisk(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['ENOSPC', 'EDQUOT', 'EFBIG', 'EACCES', 'EROFS', 'EIO', 'EPERM'].includes(code);
}

const damaged = (path: string, detail: string) =>
  fail({ code: 'archive-damaged' as const, path, detail });

async function openArchive(
  path: string,
  decryption: Decryption | null,
): Promise<Result<Readable, ArchiveFailure>> {
  const encrypted = await isEncrypted(path).catch(() => null);
  if (encrypted === null) return fail({ code: 'archive-missing', path });
  const raw = createReadStream(path);
  if (!encrypted) return ok(raw.pipe(decompressed(raw)));
  const decrypter = decryption ? decrypterOf(decryption) : null;
  if (!decrypter) {
    raw.destroy();
    return fail({ code: decryption ? 'key-wrong' : 'key-needed', path });
  }
  try {
    const plain = node(await decrypter.decrypt(web(raw)));
    return ok(plain.pipe(decompressed(plain)));
  } catch (error) {
    raw.destroy();
    const said = error instanceof Error ? error.message : String(error);
    return /no identity matched/.test(said)
      ? fail({ code: 'key-wrong', path })
      : damaged(path, said);
  }
}

/** `pipe` hands on what is read, not what goes wrong with it. */
function decompressed(source: Readable): ReturnType<typeof createZstdDecompress> {
  const stream = createZstdDecompress();
  source.once('error', (error) => stream.destroy(error));
  return stream;
}

function compare(
  path: string,
  text: string,
  found: ReadonlyMap<string, Member>,
): Result<Manifest, ArchiveFailure> {
  if (!text) return damaged(path, `no ${MANIFEST}`);
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return damaged(path, MANIFEST);
  }
  const format = (said as { format?: unknown } | null)?.format;
  const manifest = manifestSchema.safeParse(said);
  if (!manifest.success)
    return typeof format === 'number' && format !== 1
      ? fail({ code: 'archive-format', path })
      : damaged(path, MANIFEST);
  const { members } = manifest.data;
  for (const { name, size, sha256 } of members) {
    const member = found.get(name);
    if (!member) return damaged(path, `${name} missing`);
    if (member.size !== size || member.sha256 !== sha256) return damaged(path, name);
  }
  if (found.size !== members.length + 1) return damaged(path, 'a member too many');
  return ok(manifest.data);
}
