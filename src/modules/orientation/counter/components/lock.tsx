/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { digitOf, TRIES } from '../domain.ts';
import { device, digestPin, type Pin, sameBytes } from './device.ts';
import type { Words } from './words.ts';

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0] as const;
const LONG = 4;
const PLACES = [0, 1, 2, 3] as const;

/** The device's code: chosen once, asked for after a while without a touch. */
export function Lock({
  pin,
  session,
  words,
  onOpen,
}: {
  pin: Pin | null;
  session: string;
  words: Words;
  onOpen: (pin: Pin) => void;
}) {
  const [typed, showTyped] = useState('');
  // Keys come faster than screens are drawn.
  const soFar = useRef('');
  const [first, setFirst] = useState<string | null>(null);
  const [wrong, setWrong] = useState('');
  const [known, setKnown] = useState(pin);
  const title = useRef<HTMLHeadingElement>(null);
  // Another sitting than the one of the wrong tries: somebody has signed in again.
  const out = known?.lockedOut === session;
  const choosing = known === null || (known.lockedOut !== null && !out);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the second asking is another screen
  useEffect(() => title.current?.focus(), [first]);

  // Before the next key: a listener of the screen before would take it for the first asking.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const digit = event.ctrlKey || event.altKey || event.metaKey ? null : digitOf(event);
      if (digit) press(digit);
      if (event.key === 'Backspace') setTyped(soFar.current.slice(0, -1));
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  function setTyped(next: string): void {
    soFar.current = next;
    showTyped(next);
  }

  function press(digit: string): void {
    if (out || soFar.current.length >= LONG) return;
    const next = soFar.current + digit;
    setTyped(next);
    if (next.length === LONG) void (choosing ? choose(next) : check(next));
  }

  async function choose(code: string): Promise<void> {
    setTyped('');
    if (first === null) {
      setWrong('');
      setFirst(code);
      return;
    }
    if (first !== code) {
      setFirst(null);
      setWrong(words.pinDiffers);
      return;
    }
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const fresh: Pin = { salt, digest: await digestPin(code, salt), wrong: 0, lockedOut: null };
    await (await device()).setPin(fresh);
    onOpen(fresh);
  }

  async function check(code: string): Promise<void> {
    if (known === null) return;
    const right = sameBytes(await digestPin(code, known.salt), known.digest);
    const tries = right ? 0 : known.wrong + 1;
    const next = { ...known, wrong: tries, lockedOut: tries >= TRIES ? session : null };
    await (await device()).setPin(next);
    setTyped('');
    setKnown(next);
    if (right) onOpen(next);
    else setWrong(words.wrongPin(Math.max(0, TRIES - tries)));
  }

  const heading = choosing ? (first === null ? words.newPin : words.repeatPin) : words.locked;
  return (
    <main class="lock">
      <h1 ref={title} tabIndex={-1}>
        {heading}
      </h1>
      <p>{out ? words.lockedOut : choosing ? words.newPinHint : words.lockedHint}</p>
      <p role="alert" class="wrong">
        {out ? '' : wrong}
      </p>
      {out ? (
        <form method="post" action="/deconnexion">
          <button type="submit" class="big">
            {words.signOut}
          </button>
        </form>
      ) : (
        <>
          <p class="dots" role="status">
            <span class="hidden">{words.typed(typed.length)}</span>
            {PLACES.map((at) => (
              <span key={at} class={at < typed.length ? 'dot full' : 'dot'} />
            ))}
          </p>
          <div class="pad">
            {DIGITS.map((digit) => (
              <button
                key={digit}
                type="button"
                aria-label={words.digit(digit)}
                onClick={() => press(String(digit))}
              >
                {digit}
              </button>
            ))}
            <button
              type="button"
              class="erase"
              onClick={() => setTyped(soFar.current.slice(0, -1))}
            >
              {words.erase}
            </button>
          </div>
        </>
      )}
    </main>
  );
}
