import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { fileTypeFromFile } from 'file-type';
import { fail, ok, type Result } from '../result.ts';
import type { FileStore } from './files.ts';

/** What people may hand in: the extension that the content itself shows, and its type. */
export const DOCUMENT_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
};

/** A scanned convention of forty pages is some 15 MB. */
export const DOCUMENT_BYTES = 20_000_000;

export interface DocumentFailure {
  readonly code: 'file-missing' | 'file-empty' | 'file-too-large' | 'file-type-refused';
}

/** A document as it lies in the store. */
export interface StoredDocument {
  readonly key: string;
  /** As its sender called it, with the extension that its content shows. To show, never to open. */
  readonly fileName: string;
  readonly type: string;
  readonly size: number;
  /** SHA-256 of the content, hexadecimal. */
  readonly sha256: string;
}

/**
 * Takes an uploaded file into the store when its content is one of the types we take; what its
 * name says of it does not count, so a page that calls itself a PDF is refused.
 * @param key where it goes, without extension: an id of ours
 */
export async function storeDocument(
  store: FileStore,
  uploaded: { readonly fileName: string; readonly path: string; readonly size: number } | undefined,
  key: string,
  allowed: readonly string[] = Object.keys(DOCUMENT_TYPES),
): Promise<Result<StoredDocument, DocumentFailure>> {
  if (!uploaded) return fail({ code: 'file-missing' });
  if (uploaded.size === 0) return fail({ code: 'file-empty' });
  if (uploaded.size > DOCUMENT_BYTES) return fail({ code: 'file-too-large' });
  const found = await fileTypeFromFile(uploaded.path);
  const type = found && allowed.includes(found.ext) ? DOCUMENT_TYPES[found.ext] : undefined;
  if (!found || !type) return fail({ code: 'file-type-refused' });
  const hash = createHash('sha256');
  await pipeline(createReadStream(uploaded.path), hash);
  const size = await store.put(key, createReadStream(uploaded.path));
  const base = shown(uploaded.fileName).replace(/\.[^.]{1,8}$/, '');
  return ok({
    key,
    fileName: `${base || 'document'}.${found.ext}`,
    type,
    size,
    sha256: hash.digest('hex'),
  });
}

/** A file's name without folders, control and direction characters, short enough to show. */
function shown(name: string): string {
  return name
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '')
    .trim()
    .slice(0, 120);
}

/**
 * Answers with a stored document, always to be saved and never shown as a page of ours: whatever
 * its content, no browser runs it here.
 * @returns 404 when the store has it no more
 */
export async function sendDocument(
  store: FileStore,
  document: { readonly key: string; readonly fileName: string; readonly type: string },
): Promise<Response> {
  const content = await store.get(document.key);
  if (!content) return new Response('not-found', { status: 404 });
  return new Response(Readable.toWeb(content) as WebStream as BodyInit, {
    headers: {
      'content-type': document.type,
      'content-disposition': disposition(document.fileName),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}

/** Answers with a PDF of our own making, to be saved. */
export function sendPdf(file: Buffer, fileName: string): Response {
  return new Response(new Uint8Array(file), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': disposition(fileName),
      'cache-control': 'private, no-store',
    },
  });
}

/** RFC 6266: a name every browser reads, beside a plain one. */
export function disposition(fileName: string): string {
  const plain = fileName
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\]/g, '');
  return `attachment; filename="${plain || 'document'}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`;
}
