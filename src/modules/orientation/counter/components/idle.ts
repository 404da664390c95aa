import { useEffect, useRef } from 'preact/hooks';
import { LOCK_MS, WIPE_MS } from '../domain.ts';

/**
 * Wipes the screen, then locks, after a while without a touch. It counts by a clock that goes on
 * whatever the device's date is set to.
 */
export function useIdle(wipe: () => void, lock: () => void): void {
  const touched = useRef(performance.now());
  const acts = useRef({ wipe, lock });
  acts.current = { wipe, lock };
  useEffect(() => {
    const touch = (): void => {
      touched.current = performance.now();
    };
    const look = (): void => {
      const idle = performance.now() - touched.current;
      if (idle > LOCK_MS) acts.current.lock();
      else if (idle > WIPE_MS) acts.current.wipe();
    };
    const timer = setInterval(look, 1_000);
    for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, touch);
    return () => {
      clearInterval(timer);
      for (const kind of ['pointerdown', 'keydown']) removeEventListener(kind, touch);
    };
  }, []);
}
