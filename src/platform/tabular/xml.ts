import { SaxesParser } from 'saxes';
import { UnusableFile } from './failure.ts';

export type XmlEvent =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/**
 * The elements and texts of an XML document as they are read; namespace prefixes of elements are
 * left off. Entities that a document declares itself are refused, so none can be made to grow.
 */
export async function* elements(chunks: AsyncIterable<Buffer>): AsyncGenerator<XmlEvent> {
  const parser = new SaxesParser();
  let events: XmlEvent[] = [];
  let problem: Error | null = null;
  parser.on('error', (error) => {
    problem ??= error;
  });
  parser.on('doctype', () => {
    problem ??= new Error('doctype');
  });
  parser.on('opentag', (tag) => {
    events.push({ kind: 'open', name: localName(tag.name), attributes: tag.attributes });
  });
  parser.on('closetag', (tag) => {
    events.push({ kind: 'close', name: localName(tag.name) });
  });
  const text = (value: string): void => {
    events.push({ kind: 'text', text: value });
  };
  parser.on('text', text);
  parser.on('cdata', text);
  const decoder = new TextDecoder();
  for await (const chunk of chunks) {
    parser.write(decoder.decode(chunk, { stream: true }));
    if (problem) throw new UnusableFile({ code: 'damaged', reason: 'xml' });
    const ready = events;
    events = [];
    yield* ready;
  }
  parser.close();
  if (problem) throw new UnusableFile({ code: 'damaged', reason: 'xml' });
  yield* events;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
