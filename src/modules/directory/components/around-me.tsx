import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

const WAIT_MS = 10_000;

/**
 * Searches around where the device is. The position is rounded here, before it leaves the device.
 * Without JavaScript there is no such button: the commune does it.
 */
export function AroundMe() {
  const t = useText({ fr, en });
  const navigate = useNavigate();
  const [state, setState] = useState<'absent' | 'ready' | 'asking' | 'refused'>('absent');
  useEffect(() => {
    if ('geolocation' in navigator) setState('ready');
  }, []);
  if (state === 'absent') return null;
  const ask = (): void => {
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('ready');
        const next = new URLSearchParams(window.location.search);
        for (const name of ['commune', 'communeText']) next.delete(name);
        next.set('lat', coords.latitude.toFixed(2));
        next.set('lon', coords.longitude.toFixed(2));
        void navigate(`/aide?${next}`);
      },
      () => setState('refused'),
      { timeout: WAIT_MS, maximumAge: 60_000 },
    );
  };
  return (
    <div className="no-print mb-4">
      <button
        type="button"
        className="btn btn-quiet"
        onClick={ask}
        aria-disabled={state === 'asking' || undefined}
      >
        {t.aroundMe}
      </button>
      <p role="status" className={state === 'refused' ? 'error-text mt-2' : 'hint mt-2'}>
        {state === 'asking' ? t.locating : state === 'refused' ? t.noPosition : t.positionNote}
      </p>
    </div>
  );
}
