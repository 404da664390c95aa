import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Where files are kept: a folder today, an object store behind the same four calls later. */
export interface FileStore {
  /** Stores a stream under a key; the file appears whole or not at all. Returns its bytes. */
  put(key: string, content: Readable): Promise<number>;
  /** The content, or null when there is none under this key. */
  get(key: string): Promise<Readable | null>;
  size(key: string): Promise<number | null>;
  remove(key: string): Promise<void>;
}

const KEY = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/i;

/** A store in a folder on disk. Keys are plain paths; anything that could climb out is refused. */
export function diskStore(folder: string): FileStore {
  const path = (key: string): string => {
    if (!KEY.test(key) || key.includes('..')) throw new Error(`Not a file key: ${key}`);
    return join(folder, key);
  };
  const size = async (key: string): Promise<number | null> =>
    stat(path(key)).then(
      (found) => found.size,
      () => null,
    );
  return {
    size,
    async put(key, content) {
      const target = path(key);
      await mkdir(dirname(target), { recursive: true });
      const partial = `${target}.${process.pid}.part`;
      try {
        await pipeline(content, createWriteStream(partial));
        await rename(partial, target);
      } finally {
        await rm(partial, { force: true });
      }
      return (await size(key)) ?? 0;
    },
    async get(key) {
      return (await size(key)) === null ? null : createReadStream(path(key));
    },
    async remove(key) {
      await rm(path(key), { force: true });
    },
  };
}
