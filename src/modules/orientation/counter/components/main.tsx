/** @jsxImportSource preact */
import '../../../../ui/counter.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { device } from './device.ts';

const root = document.getElementById('guichet');
if (root) void start(root);

async function start(at: HTMLElement): Promise<void> {
  const { place = '', key = '', session = '', address = '' } = at.dataset;
  const own = await device();
  if (place) await own.setPlace(place);
  const [pin, kept, remembered, waiting, stuck] = await Promise.all([
    own.pin(),
    own.kept(),
    own.place(),
    own.waiting(),
    own.stuck(),
  ]);
  const locale = document.documentElement.lang === 'en' ? 'en' : 'fr';
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
