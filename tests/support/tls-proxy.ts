import { request } from 'node:http';
import { createServer } from 'node:https';
import { generate } from 'selfsigned';
import { freePort } from '../../tools/checks/postgres.ts';

export interface TlsProxy {
  /** What people type: `https://localhost:…`. */
  readonly url: string;
  /** Says on which port the server behind it listens. */
  to(port: number): void;
  stop(): void;
}

/**
 * A reverse proxy that ends TLS, with a certificate of its own making.
 * @param passHost true: the server gets the browser's `Host` (Caddy's way); false: the name of
 * the server itself, as nginx sends when nothing else is said, and the browser's in X-Forwarded-Host
 */
export async function startTlsProxy(passHost = true): Promise<TlsProxy> {
  const port = await freePort();
  let upstreamPort = 0;
  const made = await generate([{ name: 'commonName', value: 'localhost' }]);
  const server = createServer({ key: made.private, cert: made.cert }, (from, to) => {
    const client = from.socket.remoteAddress ?? '';
    const outer = from.headers.host ?? '';
    const before = from.headers['x-forwarded-for'];
    const inner = request(
      {
        port: upstreamPort,
        host: '127.0.0.1',
        method: from.method,
        path: from.url,
        headers: {
          ...from.headers,
          host: passHost ? outer : `localhost:${upstreamPort}`,
          'x-forwarded-host': outer,
          'x-forwarded-proto': 'https',
          'x-forwarded-for': [before, client].filter(Boolean).join(', '),
        },
      },
      (answer) => {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
      },
    );
    inner.on('error', () => to.headersSent || to.writeHead(502).end());
    from.pipe(inner);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `https://localhost:${port}`,
    to(behind) {
      upstreamPort = behind;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
