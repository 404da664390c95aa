/**
 * A one-page PDF of a few lines, small and always the same for the same text. Characters of
 * Windows-1252 only: what French needs.
 */
export function plainPdf(title: string, lines: readonly string[]): Buffer {
  const shown = [title, '', ...lines]
    .map((line, index) => `/F1 ${index === 0 ? 18 : 12} Tf (${escaped(line)}) Tj T*`)
    .join('\n');
  const content = `BT 24 TL 72 760 Td\n${shown}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    `<< /Title (${escaped(title)}) >>`,
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** A text inside a PDF's brackets; the typographic apostrophe has its own byte there. */
function escaped(text: string): string {
  return text.replace(/[\\()]/g, '\\$&').replaceAll('’', '\x92');
}
