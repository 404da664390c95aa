import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect, it } from 'vitest';
import { testFolder } from '../../../tests/support/folder.ts';
import { PdfError, typstPdf } from './pdf.ts';

const folder = testFolder();
const AT = new Date('2026-06-15T10:00:00Z');
const sources = join(import.meta.dirname, '../..');

function template(name: string, body: string): string {
  mkdirSync(folder.path, { recursive: true });
  writeFileSync(join(folder.path, `${name}.typ`), body);
  return `${name}.typ`;
}

const PLAIN = `#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(lang: "fr")
= #data.title
#data.body
`;

it('makes an accessible document whose text is the data', async () => {
  const pdf = typstPdf(folder.path)(template('plain', PLAIN), { title: 'Évin', body: 'ça va' }, AT);
  expect(pdf.toString('latin1')).toContain('pdfuaid:part>1<');
  expect(pdf.toString('latin1')).toContain('/StructTreeRoot');
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), {
    mergePages: true,
  });
  expect(text).toContain('Évin');
  expect(text).toContain('ça va');
});

it('shows markup in the data as text', async () => {
  const body = '#panic("run") = *bold* $x$ #read("/etc/passwd")';
  const pdf = typstPdf(folder.path)(template('plain', PLAIN), { title: 'T', body }, AT);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), {
    mergePages: true,
  });
  expect(text.replace(/\s+/g, ' ')).toContain('#panic("run") = *bold* $x$ #read("/etc/passwd")');
});

it('gives the same bytes for the same document', () => {
  const render = typstPdf(folder.path);
  const path = template('plain', PLAIN);
  const once = render(path, { title: 'T', body: 'b' }, AT);
  expect(render(path, { title: 'T', body: 'b' }, AT).equals(once)).toBe(true);
  expect(render(path, { title: 'T', body: 'c' }, AT).equals(once)).toBe(false);
});

it('refuses a template that would not be accessible, and one that does not compile', () => {
  const render = typstPdf(folder.path);
  expect(() => render(template('untitled', '= A'), {}, AT)).toThrow(PdfError);
  expect(() => render(template('broken', '#let'), {}, AT)).toThrow(PdfError);
});

it('reads nothing outside its folder', () => {
  const path = template('climb', '#set document(title: "x")\n#read("../../../../etc/hostname")');
  expect(() => typstPdf(folder.path)(path, {}, AT)).toThrow(PdfError);
});

it('has the look of the house', () => {
  const path = join('platform', 'pdf', 'house.typ');
  expect(() => typstPdf(sources)(path, {}, AT)).toThrow(/title/i);
});
