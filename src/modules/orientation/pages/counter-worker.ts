import { guard } from '../../../platform/http/route.ts';

/** The service worker that keeps the counter on the device. It holds no data of anybody. */
export const loader = guard('NONE', ({ services }) => {
  const { script, style, worker } = services.counterFiles;
  const kept = JSON.stringify([script, style, '/favicon.svg']);
  return new Response(`self.KEPT = ${kept};\n${worker}`, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      // The page is `/guichet`, above the folder of this file.
      'service-worker-allowed': '/guichet',
      'cache-control': 'no-cache',
    },
  });
});
