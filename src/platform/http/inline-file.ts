import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { newId } from '../db/ids.ts';
import type { FileStore } from '../files/files.ts';
import type { UploadedFile } from './upload.ts';

/** Whole groups of four characters, the last one filled up. One pass, whatever the length. */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

const name = z
  .string({ error: 'required' })
  .trim()
  .min(1, 'required')
  .max(200, 'too-long')
  .regex(/^[^\p{Cc}]*$/u, 'control-characters');

/** A file as a body in JSON carries it. */
export const inlineFile = z.object({
  name,
  content: z
    .string({ error: 'file-missing' })
    .refine(isBase64, 'content-invalid')
    .meta({ contentEncoding: 'base64' }),
});
export type InlineFile = z.output<typeof inlineFile>;

/** A file as an answer in JSON carries it. */
export const inlineFileOutput = z.object({
  name: z.string(),
  type: z.string(),
  content: z.string().meta({ contentEncoding: 'base64' }),
});

/** Room for a body with a file of so many bytes, and one more, so that its size tells. */
export function inlineBytes(fileBytes: number): number {
  return Math.ceil((fileBytes + 1) / 3) * 4 + 100_000;
}

/**
 * Lays a file that came in JSON on disk, as an upload would lie there, and removes it after the work.
 * @param folder where it is written, readable by this process alone
 */
export async function withInlineFile<T>(
  file: InlineFile,
  folder: string,
  work: (uploaded: UploadedFile) => Promise<T>,
): Promise<T> {
  const path = join(folder, `upload-${newId()}`);
  const content = Buffer.from(file.content, 'base64');
  try {
    await writeFile(path, content, { mode: 0o600 });
    const fileName = file.name.replace(/^.*[\\/]/, '');
    return await work({ fileName, path, size: content.length });
  } finally {
    await rm(path, { force: true });
  }
}

/** A stored file for an answer in JSON; null when the store has it no more. */
export async function readInline(
  store: FileStore,
  stored: { readonly key: string; readonly fileName: string; readonly type: string },
): Promise<z.input<typeof inlineFileOutput> | null> {
  const content = await store.get(stored.key);
  if (!content) return null;
  const bytes = await buffer(content);
  return { name: stored.fileName, type: stored.type, content: bytes.toString('base64') };
}
