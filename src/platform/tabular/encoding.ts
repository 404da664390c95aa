import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fail, ok, type Result } from '../result.ts';
import type { FileFailure, FileFormat } from './failure.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const SIGNATURES: readonly (readonly [FileFormat, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['gzip', [0x1f, 0x8b]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
];

/** Looks at the first bytes: names in letters lie about what a file is, its content does not. */
export async function sniffFormat(path: string): Promise<Result<FileFormat, FileFailure>> {
  try {
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
      return ok(formatOf(buffer.subarray(0, bytesRead)));
    } finally {
      await handle.close();
    }
  } catch (error) {
    return fail({ code: 'unreadable', reason: reasonOf(error) });
  }
}

function formatOf(head: Buffer): FileFormat {
  if (head.length === 0) return 'empty';
  for (const [format, bytes] of SIGNATURES) {
    if (bytes.every((byte, at) => head[at] === byte)) return format;
  }
  const wide = bomOf(head);
  const text = new TextDecoder(wide ?? 'utf-8').decode(head).trimStart();
  if (text === '') return 'text';
  if (text.startsWith('{') || text.startsWith('[')) return 'json';
  return /^<(!doctype|\?xml|html|[a-z]+[\s>])/i.test(text) ? 'markup' : 'text';
}

/**
 * Tells a text file's encoding by reading it once, a chunk at a time: its byte-order mark; else
 * UTF-8 when every byte fits; else Windows-1252, which French spreadsheets write, unless bytes
 * occur that mean nothing there.
 */
export async function detectEncoding(path: string): Promise<Result<Encoding, FileFailure>> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let isWindows = true;
  let first = true;
  let empty = true;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
      const bytes: Buffer = chunk;
      empty = false;
      const wide = first ? bomOf(bytes) : null;
      if (wide) return ok(wide);
      first = false;
      if (bytes.includes(0)) return fail({ code: 'encoding-unknown' });
      if (isUtf8) isUtf8 = decodes(decoder, bytes);
      if (isWindows) isWindows = !hasUndefinedByte(bytes);
      if (!isUtf8 && !isWindows) return fail({ code: 'encoding-unknown' });
    }
  } catch (error) {
    return fail({ code: 'unreadable', reason: reasonOf(error) });
  }
  if (empty) return fail({ code: 'empty-file' });
  // A character cut off at the very end shows only when the decoder is told that nothing follows.
  if (isUtf8) isUtf8 = decodes(decoder, Buffer.alloc(0), false);
  if (isUtf8) return ok('utf-8');
  return isWindows ? ok('windows-1252') : fail({ code: 'encoding-unknown' });
}

/** A file's text as a stream of chunks; every kind of line end becomes one line feed. */
export async function* readText(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let endedInReturn = false;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    let text = decoder.decode(chunk as Buffer, { stream: true });
    if (text === '') continue;
    if (endedInReturn && text.startsWith('\n')) text = text.slice(1);
    endedInReturn = text.endsWith('\r');
    const clean = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    if (clean !== '') yield clean;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest.replace(/\r\n?/g, '\n');
}

const CHUNK = 64 * 1024;

function bomOf(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function decodes(decoder: TextDecoder, bytes: Buffer, stream = true): boolean {
  try {
    decoder.decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

/** Windows-1252 leaves five bytes without a meaning. */
function hasUndefinedByte(bytes: Buffer): boolean {
  return [0x81, 0x8d, 0x8f, 0x90, 0x9d].some((byte) => bytes.includes(byte));
}

/** A reason without the path: it may be shown and logged. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown';
}
