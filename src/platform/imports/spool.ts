import { once } from 'node:events';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';

/** Lines of text that wait in a file, so that memory does not grow with their number. */
export class Spool {
  readonly path: string;
  readonly #stream: WriteStream;
  #pending: string[] = [];
  #size = 0;
  #error: Error | null = null;

  constructor(path: string) {
    this.path = path;
    this.#stream = createWriteStream(path, { mode: 0o600 });
    this.#stream.on('error', (error) => {
      this.#error = error;
    });
  }

  /** Appends text as it is. Waits when the disk is behind. */
  async write(text: string): Promise<void> {
    this.#pending.push(text);
    this.#size += text.length;
    if (this.#size > 256 * 1024) await this.#flush();
  }

  /** Ends writing; everything is in the file afterwards. */
  async end(): Promise<void> {
    await this.#flush();
    this.#stream.end();
    await finished(this.#stream);
  }

  /** Gives up writing. */
  discard(): void {
    this.#stream.destroy();
  }

  async #flush(): Promise<void> {
    if (this.#error) throw this.#error;
    const text = this.#pending.join('');
    this.#pending = [];
    this.#size = 0;
    if (text !== '' && !this.#stream.write(text)) await once(this.#stream, 'drain');
  }
}

/** Reads a file of JSON lines in groups of at most `size`. */
export async function* readBatches<T>(path: string, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  const lines = createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) {
    batch.push(JSON.parse(line) as T);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
