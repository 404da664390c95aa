import { fileTypeFromBuffer } from 'file-type';
import { expect, it } from 'vitest';
import { plainPdf } from './pdf.ts';

it('makes a PDF whose table of objects is right', async () => {
  const pdf = plainPdf('Attestation d’assurance (démo)', ['Pièce inventée.']);
  expect(await fileTypeFromBuffer(pdf)).toMatchObject({ ext: 'pdf' });
  const text = pdf.toString('latin1');
  const start = Number(/startxref\n(\d+)\n/.exec(text)?.[1]);
  expect(text.slice(start, start + 4)).toBe('xref');
  const offsets = [...text.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, at]) => Number(at));
  expect(offsets).toHaveLength(6);
  for (const [index, at] of offsets.entries())
    expect(text.slice(at).startsWith(`${index + 1} 0 obj\n`)).toBe(true);
  const stream = /\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(text);
  expect(stream?.[2]).toHaveLength(Number(stream?.[1]));
  expect(text).toContain('d\x92assurance \\(démo\\)');
});
