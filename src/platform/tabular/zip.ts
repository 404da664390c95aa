import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { fail, ok, type Result } from '../result.ts';
import { reasonOf } from './encoding.ts';
import { type FileFailure, UnusableFile } from './failure.ts';

/** An archive whose parts are read as streams, within limits. */
export interface Archive {
  has(name: string): boolean;
  /** The content of a part. Throws `UnusableFile` when it is damaged or larger than it says. */
  read(name: string): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

const MOST_ENTRIES = 5_000;
/** Bytes of one part once unpacked. A sheet is streamed, so this bounds time rather than memory. */
const LARGEST_PART = 1024 * 1024 * 1024;
/** Real sheets shrink 5 to 40 times; an archive made to explode shrinks 1,000 times. */
const HIGHEST_RATIO = 200;
/** Below this size a high ratio does no harm. */
const RATIO_FROM = 8 * 1024 * 1024;

/** Opens a ZIP archive. Parts that unpack to absurd sizes are refused before they are read. */
export async function openArchive(path: string): Promise<Result<Archive, FileFailure>> {
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true });
  } catch (error) {
    return fail({ code: 'damaged', reason: reasonOf(error) });
  }
  const entries = new Map<string, Entry>();
  const refuse = async (failure: FileFailure): Promise<Result<Archive, FileFailure>> => {
    zip.close();
    return fail(failure);
  };
  try {
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName, entry);
      if (entries.size > MOST_ENTRIES) return refuse({ code: 'too-large', limit: MOST_ENTRIES });
    }
  } catch (error) {
    return refuse({ code: 'damaged', reason: reasonOf(error) });
  }
  return ok({
    has: (name) => entries.has(name),
    read: (name) => readPart(zip, entries.get(name)),
    close: async () => zip.close(),
  });
}

async function* readPart(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<Buffer> {
  if (!entry || entry.isEncrypted()) throw new UnusableFile({ code: 'damaged', reason: 'part' });
  const size = entry.uncompressedSize;
  const explosive = size > RATIO_FROM && size > entry.compressedSize * HIGHEST_RATIO;
  if (explosive || size > LARGEST_PART)
    throw new UnusableFile({ code: 'too-large', limit: LARGEST_PART });
  const stream = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
    throw new UnusableFile({ code: 'damaged', reason: reasonOf(error) });
  });
  try {
    // The library ends with an error when more bytes come than the entry declares.
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw new UnusableFile({ code: 'damaged', reason: reasonOf(error) });
  } finally {
    stream.destroy();
  }
}
