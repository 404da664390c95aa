import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readUpload } from './upload.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maillage-upload-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sent = (body: BodyInit, headers?: Record<string, string>) =>
  new Request('http://localhost/importations', {
    method: 'POST',
    body,
    duplex: 'half',
    ...(headers ? { headers } : {}),
  } as RequestInit);

describe('readUpload', () => {
  it('writes files to disk under a name of its own, and gives the fields', async () => {
    const form = new FormData();
    form.set('kind', 'partners');
    form.set('file', new File(['nom;siret\nÉté;1'], '../é tude.csv'));
    form.set('map', new File([], ''));
    const upload = await readUpload(sent(form), folder);
    expect(upload.fields).toEqual({ kind: 'partners' });
    expect(Object.keys(upload.files)).toEqual(['file']);
    const file = upload.files.file;
    expect(file).toMatchObject({ fileName: 'é tude.csv', size: 17 });
    expect(readFileSync(file?.path ?? '', 'utf8')).toBe('nom;siret\nÉté;1');
    await upload.remove();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('reads a plain form', async () => {
    const upload = await readUpload(sent(new URLSearchParams({ kind: 'qpv' })), folder);
    expect(upload.fields).toEqual({ kind: 'qpv' });
  });

  it('leaves nothing of a body that breaks off', async () => {
    const head =
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nhalf a li';
    const broken = sent(head, { 'content-type': 'multipart/form-data; boundary=x' });
    await expect(readUpload(broken, folder)).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps memory flat with 100 MB', async () => {
    const chunk = new Uint8Array(1_000_000).fill(120);
    let left = 100;
    const body = new ReadableStream({
      pull(controller) {
        if (left === 100) {
          controller.enqueue(
            new TextEncoder().encode(
              '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n',
            ),
          );
        }
        if (left > 0) controller.enqueue(chunk);
        else {
          controller.enqueue(new TextEncoder().encode('\r\n--x--\r\n'));
          controller.close();
        }
        left -= 1;
      },
    });
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }, 2);
    const upload = await readUpload(
      sent(body, { 'content-type': 'multipart/form-data; boundary=x' }),
      folder,
    );
    clearInterval(watch);
    expect(upload.files.file?.size).toBe(100_000_000);
    expect(most).toBeLessThan(50_000_000);
  });
});
