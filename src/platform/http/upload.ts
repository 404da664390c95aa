import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Busboy } from '@fastify/busboy';
import { newId } from '../db/ids.ts';
import { databaseTrouble } from '../db/trouble.ts';
import { isUnreadableForm, UnreadableForm } from './unreadable.ts';

export interface Upload {
  /** The last value of each field that is no file. */
  readonly fields: Readonly<Record<string, string>>;
  /** Files that somebody chose, by the name of their field. */
  readonly files: Readonly<Record<string, UploadedFile>>;
  /** Removes the files; to be called whatever happens. */
  remove(): Promise<void>;
}

export interface UploadedFile {
  /** As the sender's device called it, without folders: to show, never to open. */
  readonly fileName: string;
  /** Where it lies, under a name of our own. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** Enough for any form here; a body with more is an attack or a mistake. */
const LIMITS = { fields: 50, fieldSize: 100_000, files: 5, parts: 55 };

/**
 * Reads a form with files (`multipart/form-data`), its files straight to disk: memory stays the
 * same whatever their size.
 * @param folder where the files are written, readable by this process alone
 * @param fileBytes a longer file is cut one byte after it, so that its size tells; default no limit
 * @throws UnreadableForm when the body is no such form or broke off, or what the disk said when it
 * could not be written; nothing is left in the folder then
 */
export async function readUpload(
  request: Request,
  folder: string,
  fileBytes?: number,
): Promise<Upload> {
  const type = request.headers.get('content-type') ?? '';
  const fields: Record<string, string> = {};
  const files: Record<string, UploadedFile> = {};
  const written: string[] = [];
  const writing: Promise<void>[] = [];
  const remove = async (): Promise<void> => {
    await Promise.all(written.map((path) => rm(path, { force: true })));
  };
  if (!request.body || !type.startsWith('multipart/form-data')) {
    // A form without files, as a browser sends it when none was asked for.
    for (const [name, value] of await request.formData()) fields[name] = String(value);
    return { fields, files, remove };
  }
  const parser = new Busboy({
    headers: { 'content-type': type },
    limits: { ...LIMITS, ...(fileBytes ? { fileSize: fileBytes + 1 } : {}) },
  });
  parser.on('field', (name: string, value: string) => {
    fields[name] = value;
  });
  parser.on('file', (field: string, stream: Readable, fileName: string) => {
    if (!fileName) return stream.resume();
    const path = join(folder, `upload-${newId()}`);
    const target = createWriteStream(path, { mode: 0o600 });
    written.push(path);
    const done = pipeline(stream, target).then(() => {
      files[field] = { fileName, path, size: target.bytesWritten };
    });
    // Waited for below; without this a file that fails while others arrive would end the process.
    done.catch(() => undefined);
    writing.push(done);
  });
  try {
    await pipeline(Readable.fromWeb(request.body as WebStream), parser);
    await Promise.all(writing);
    if (isUnreadableForm(Object.entries(fields))) throw new UnreadableForm('unreadable text');
  } catch (error) {
    const kept = await Promise.allSettled(writing);
    await remove();
    // A file that could not be written is our trouble; everything else is the form's.
    const failed = kept.find((one) => one.status === 'rejected')?.reason ?? error;
    throw databaseTrouble(failed) === null
      ? new UnreadableForm('broken off', { cause: error })
      : failed;
  }
  return { fields, files, remove };
}
