import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** A template that cannot be made into an accessible PDF: a mistake of ours, never of the data. */
export class PdfError extends Error {}

/**
 * Makes an accessible PDF (PDF/UA-1, ISO 14289-1) from a template and data.
 * @param template path of a `.typ` file below `src/`
 * @param data goes to the template as JSON; text in it is shown as it is and is never read as markup
 * @param at the document's date; the same template, data and date give the same bytes
 * @throws PdfError when the template does not compile or breaks a rule of PDF/UA
 */
export type RenderPdf = (template: string, data: unknown, at: Date) => Buffer;

/**
 * A renderer over the templates of a source folder. Typst runs in this process, without network
 * and with its own fonts, so that every machine makes the same pages. A page takes milliseconds.
 */
export function typstPdf(sourceFolder: string): RenderPdf {
  let compiler: NodeCompiler | null = null;
  return (template, data, at) => {
    compiler ??= NodeCompiler.create({ workspace: sourceFolder });
    try {
      return compiler.pdf(
        {
          mainFilePath: join(sourceFolder, template),
          inputs: { data: JSON.stringify({ ...(data as object), date: stamp(at) }) },
        },
        { pdfStandard: 'ua-1', creationTimestamp: Math.floor(at.getTime() / 1000) },
      );
    } catch (error) {
      throw new PdfError(`${template}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      compiler.evictCache(10);
    }
  };
}

/** A day as templates take it. */
function stamp(at: Date): { year: number; month: number; day: number } {
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}
