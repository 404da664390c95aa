import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testFolder } from '../../../tests/support/folder.ts';
import { typstPdf } from '../pdf/pdf.ts';
import { DOCUMENT_BYTES, disposition, sendDocument, storeDocument } from './documents.ts';
import { diskStore } from './files.ts';

const folder = testFolder();

function upload(fileName: string, content: Buffer | string, size?: number) {
  mkdirSync(folder.path, { recursive: true });
  const path = join(folder.path, 'upload');
  writeFileSync(path, content);
  return { fileName, path, size: size ?? Buffer.byteLength(content) };
}

function aPdf(): Buffer {
  mkdirSync(folder.path, { recursive: true });
  writeFileSync(join(folder.path, 'a.typ'), '#set document(title: "a")\n= A');
  return typstPdf(folder.path)('a.typ', {}, new Date('2026-01-01T00:00:00Z'));
}

const store = () => diskStore(join(folder.path, 'store'));

it('takes a document by what it is and gives it back to be saved', async () => {
  const pdf = aPdf();
  const stored = await storeDocument(store(), upload('C:\\x\\Statuts é.PDF', pdf), 'documents/1');
  expect(stored).toMatchObject({
    ok: true,
    value: {
      fileName: 'Statuts é.pdf',
      type: 'application/pdf',
      size: pdf.length,
      sha256: createHash('sha256').update(pdf).digest('hex'),
    },
  });
  if (!stored.ok) return;
  const sent = await sendDocument(store(), stored.value);
  expect(Buffer.from(await sent.arrayBuffer()).equals(pdf)).toBe(true);
  expect(sent.headers.get('content-disposition')).toMatch(/^attachment;/);
  expect(sent.headers.get('content-security-policy')).toContain('sandbox');
});

it.each([
  ['a page that calls itself a PDF', 'x.pdf', '<!doctype html><script>alert(1)</script>'],
  ['a drawing with a script', 'x.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
  [
    'a program',
    'x.docx',
    Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff', 'latin1'),
  ],
  ['a bare archive', 'x.docx', Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1')],
])('refuses %s', async (_, name, content) => {
  const stored = await storeDocument(store(), upload(name, content), 'documents/2');
  expect(stored).toEqual({ ok: false, failure: { code: 'file-type-refused' } });
  expect(await store().size('documents/2')).toBeNull();
});

it('refuses nothing at all, an empty file and one that is too large', async () => {
  expect(await storeDocument(store(), undefined, 'documents/3')).toMatchObject({
    failure: { code: 'file-missing' },
  });
  expect(await storeDocument(store(), upload('a.pdf', ''), 'documents/3')).toMatchObject({
    failure: { code: 'file-empty' },
  });
  const large = upload('a.pdf', aPdf(), DOCUMENT_BYTES + 1);
  expect(await storeDocument(store(), large, 'documents/3')).toMatchObject({
    failure: { code: 'file-too-large' },
  });
});

it('answers 404 for what the store has no more', async () => {
  const gone = { key: 'documents/none', fileName: 'a.pdf', type: 'application/pdf' };
  expect((await sendDocument(store(), gone)).status).toBe(404);
});

it('writes names that every browser reads', () => {
  expect(disposition('Évaluation "n° 1".pdf')).toBe(
    `attachment; filename="Evaluation n 1.pdf"; filename*=UTF-8''%C3%89valuation%20%22n%C2%B0%201%22.pdf`,
  );
});
