import { useEffect, useRef } from 'preact/hooks';
import { isSecondTap, LOCK_MS, type Tap, WIPE_MS } from '../domain.ts';

/**
 * Wipes the screen, then locks, after a while without a touch. It counts by a clock that goes on
 * whatever the device's date is set to, and by the date, for that clock stands while a lid is shut.
 */
export function useIdle(wipe: () => void, lock: () => void): void {
  const touched = useRef([performance.now(), Date.now()] as const);
  const acts = useRef({ wipe, lock });
  acts.current = { wipe, lock };
  useEffect(() => {
    const touch = (): void => {
      touched.current = [performance.now(), Date.now()];
    };
    const look = (): void => {
      const [ticks, date] = touched.current;
      const idle = Math.max(performance.now() - ticks, Date.now() - date);
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

/**
 * The device's own way back stays in the counter: it undoes one step, as the button does. One entry
 * of the history stands for all steps, and goes when the counter is back at its start.
 */
export function useWayBack(atStart: boolean, back: () => void): void {
  const latest = useRef(back);
  latest.current = back;
  const step = useRef(atStart);
  step.current = atStart;
  const leaving = useRef(false);
  useEffect(() => {
    const hear = (): void => {
      leaving.current = false;
      if (!step.current) latest.current();
    };
    addEventListener('popstate', hear);
    return () => removeEventListener('popstate', hear);
  }, []);
  // After every drawing: a step back from one that is not the first needs its entry again.
  useEffect(() => {
    const guarded = history.state?.counter === true;
    if (!atStart && !guarded) history.pushState({ counter: true }, '');
    if (atStart && guarded && !leaving.current) {
      // It takes a while, in which the screen may be drawn once more.
      leaving.current = true;
      history.back();
    }
  });
}

/** Lets a hasty double tap count once: the second would choose on the screen that came meanwhile. */
export function useOneTap(): void {
  useEffect(() => {
    let before: Tap | null = null;
    let touched: EventTarget | null = null;
    const look = (event: MouseEvent): void => {
      // Keys have no place, and a code may have the same digit twice.
      if (event.detail === 0 || (event.target as Element).closest('.pad')) return;
      const now = { at: event.timeStamp, x: event.clientX, y: event.clientY };
      // The same button again is meant; another one on its spot came too quickly to be.
      const second = event.target !== touched && isSecondTap(before, now);
      before = now;
      touched = event.target;
      if (!second) return;
      event.stopPropagation();
      event.preventDefault();
    };
    addEventListener('click', look, true);
    return () => removeEventListener('click', look, true);
  }, []);
}
