/** @jsxImportSource preact */
import '../../../../ui/counter.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { device } from './device.ts';
import { wordsOf } from './words.ts';

const root = document.getElementById('guichet');
if (root) void start(root);

async function start(at: HTMLElement): Promise<void> {
  const { key = '', session = '', address = '' } = at.dataset;
  // The page may be an older one of another counter, kept on the device: the address says which.
  const asked = new URLSearchParams(location.search).get('lieu') ?? '';
  const place = /^[0-9a-f-]{36}$/.test(asked) ? asked : (at.dataset.place ?? '');
  const locale = document.documentElement.lang === 'en' ? 'en' : 'fr';
  const own = await device().catch(() => null);
  if (!own) {
    // Without a store nothing could be kept: say so rather than show nothing.
    const said = document.createElement('p');
    said.role = 'alert';
    said.textContent = wordsOf(locale).full;
    at.querySelector('main')?.append(said);
    return;
  }
  if (place) await own.setPlace(place);
  const [pin, kept, remembered, waiting, stuck] = await Promise.all([
    own.pin(),
    own.kept(),
    own.place(),
    own.waiting(),
    own.stuck(),
  ]);
  at.replaceChildren();
  render(
    <App
      locale={locale}
      serverKey={key}
      session={session}
      address={address}
      placeId={place || remembered}
      // Another counter's proposals are none for this one.
      first={{ pin, kept: kept?.place.id === (place || remembered) ? kept : null, waiting, stuck }}
    />,
    at,
  );
  if ('serviceWorker' in navigator)
    await navigator.serviceWorker.register('/guichet/agent.js', { scope: '/guichet' });
}
