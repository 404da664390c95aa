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
/** The counter's own files; the pages beside it have others. */
const FILE = /^\/assets\/counter\/.+\.(?:js|css)$/;
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
    const page = await store.match(PAGE);
    // A page that could not be renewed, for nobody was signed in, still needs its own files.
    const needed = [PAGE, ...worker.KEPT, ...(page ? filesOf(await page.text()) : [])];
    for (const request of await store.keys())
      if (!needed.includes(new URL(request.url).pathname)) await store.delete(request);
    await worker.clients.claim();
  };
  event.waitUntil(tidy());
});

worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (event.request.mode === 'navigate' && url.pathname === PAGE) event.respondWith(page(event));
  else if (worker.KEPT.includes(url.pathname) || FILE.test(url.pathname))
    event.respondWith(kept(event.request));
});

async function kept(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** The page from the network when that is quick, else from the device. */
async function page(event: Fetched): Promise<Response> {
  const store = await caches.open(STORE);
  const old = await store.match(PAGE);
  const fresh = fetch(event.request).then(async (answer) => {
    if (isPage(answer)) event.waitUntil(keepPage(store, answer.clone()).catch(() => undefined));
    // A server that is down, or a proxy in its place, is no reason to close the counter.
    else if (old && answer.status >= 500) throw new Error('server');
    return answer;
  });
  event.waitUntil(fresh.catch(() => undefined));
  if (!old) return fresh;
  const tooLate = new Promise<Response>((resolve) => setTimeout(() => resolve(old), PATIENCE_MS));
  return Promise.race([fresh.catch(() => old), tooLate]);
}

async function renew(store: Cache): Promise<void> {
  const answer = await fetch(PAGE, { credentials: 'same-origin' });
  if (isPage(answer)) await keepPage(store, answer);
}

/** A page is kept with all its files or not at all: one of a newer build would open on nothing. */
async function keepPage(store: Cache, answer: Response): Promise<void> {
  const files = filesOf(await answer.clone().text());
  for (const file of files) if (!(await store.match(file))) await store.add(file);
  await store.put(PAGE, answer);
}

function filesOf(page: string): string[] {
  return [...page.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].flatMap(
    ([, file]) => file ?? [],
  );
}

/** Not the page to sign in, which a navigation is led to, nor an error. */
function isPage(answer: Response): boolean {
  return answer.ok && answer.type === 'basic' && !answer.redirected;
}
