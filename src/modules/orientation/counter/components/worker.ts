// The counter on the device: its page and its two files, nothing else. What people are sent to and
// what waits to leave are the application's own business.

/** What of a service worker is used here: its library cannot stand beside the browser's in one program. */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetched extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  /** Addresses of the built files; the server writes them above this text. */
  readonly KEPT: readonly string[];
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', hear: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', hear: (event: Fetched) => void): void;
}
const worker = globalThis as unknown as Worker;

const PAGE = '/guichet';
const STORE = 'maillage-guichet-1';
/** A network that is this slow is none, in milliseconds. */
const PATIENCE_MS = 1_500;

worker.addEventListener('install', (event) => {
  const keep = async (): Promise<void> => {
    const store = await caches.open(STORE);
    await store.addAll([...worker.KEPT]);
    await renew(store);
    await worker.skipWaiting();
  };
  event.waitUntil(keep());
});

worker.addEventListener('activate', (event) => {
  const tidy = async (): Promise<void> => {
    const store = await caches.open(STORE);
    for (const request of await store.keys()) {
      const { pathname } = new URL(request.url);
      if (pathname !== PAGE && !worker.KEPT.includes(pathname)) await store.delete(request);
    }
    await worker.clients.claim();
  };
  event.waitUntil(tidy());
});

worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (event.request.mode === 'navigate' && url.pathname === PAGE) event.respondWith(page(event));
  else if (worker.KEPT.includes(url.pathname)) event.respondWith(kept(event.request));
});

async function kept(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** The page from the network when that is quick, else from the device. */
async function page(event: Fetched): Promise<Response> {
  const store = await caches.open(STORE);
  const fresh = fetch(event.request).then(async (answer) => {
    if (isPage(answer)) await store.put(PAGE, answer.clone());
    return answer;
  });
  event.waitUntil(fresh.catch(() => undefined));
  const old = await store.match(PAGE);
  if (!old) return fresh;
  const tooLate = new Promise<Response>((resolve) => setTimeout(() => resolve(old), PATIENCE_MS));
  return Promise.race([fresh.catch(() => old), tooLate]);
}

async function renew(store: Cache): Promise<void> {
  const answer = await fetch(PAGE, { credentials: 'same-origin' });
  if (isPage(answer)) await store.put(PAGE, answer);
}

/** Not the page to sign in, which a navigation is led to, nor an error. */
function isPage(answer: Response): boolean {
  return answer.ok && answer.type === 'basic' && !answer.redirected;
}
