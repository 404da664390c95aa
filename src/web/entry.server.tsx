import { Writable } from 'node:stream';
import { renderToPipeableStream } from 'react-dom/server';
import {
  type EntryContext,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from 'react-router';
import { pageRequest } from '../platform/http/route.ts';

const RENDER_MS = 10_000;

/** Renders a whole page before answering: pages here are small, and an error still has its status. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: RouterContextProvider,
): Promise<Response> {
  const { nonce } = loadContext.get(pageRequest);
  headers.set('content-type', 'text/html; charset=utf-8');
  if (request.method === 'HEAD') return new Response(null, { status, headers });
  const html = await render(context, request.url, nonce);
  return new Response(html, { status, headers });
}

function render(context: EntryContext, url: string, nonce: string): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <ServerRouter context={context} url={url} nonce={nonce} />,
      {
        nonce,
        onAllReady() {
          clearTimeout(timer);
          const chunks: Buffer[] = [];
          const body = new Writable({
            write(chunk: Buffer, _encoding, done) {
              chunks.push(chunk);
              done();
            },
            final(done) {
              resolve(Buffer.concat(chunks));
              done();
            },
          });
          body.on('error', reject);
          pipe(body);
        },
        onShellError: reject,
      },
    );
    const timer = setTimeout(() => abort(new Error('rendering took too long')), RENDER_MS);
  });
}

/** What breaks while a page is made is logged with its kind of request, never with what it carried. */
export function handleError(
  error: unknown,
  { request, context }: { readonly request: Request; readonly context: RouterContextProvider },
): void {
  if (request.signal.aborted) return;
  const { log, incidents } = context.get(pageRequest).services;
  // A request that no page can answer, such as a form for a page without one, is the sender's.
  if (isRouteErrorResponse(error) && error.status < 500) {
    log.info({ status: error.status, method: request.method }, 'page refused');
    return;
  }
  // The database's trouble was told of where it was met.
  if (isRouteErrorResponse(error) && error.status === 503) return;
  incidents.report(error, 'page', { method: request.method });
}
