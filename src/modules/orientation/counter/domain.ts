import type { GivenOutput, OrientationInput } from '../contract.ts';

/** What waits on the device: nothing of it says who the person is. */
export type Queued = Omit<OrientationInput, 'contact'> & {
  /** A letter that only the server opens, so that not even this device can read it again. */
  readonly contact: string | null;
  /** How many times this row was written; an answer to an older one leaves it. */
  readonly turn: number;
};

/** Where orientations wait until the server has them. */
export interface Queue {
  /** The oldest, at most so many, but for those of some counters. */
  first(most: number, notOf: ReadonlySet<string>): Promise<Queued[]>;
  /** Takes one out, unless it was written again meanwhile. */
  done(id: string, turn: number): Promise<void>;
  /** Puts one aside that will never be taken as it is, with why. */
  refuse(id: string, turn: number, problem: string): Promise<void>;
}

/** Sends a batch; rejects when the answer did not come, whether or not the server has it. */
export type SendBatch = (batch: {
  readonly sentAt: number;
  readonly items: readonly Queued[];
}) => Promise<SentBatch>;

export type SentBatch =
  | { readonly kind: 'answered'; readonly items: readonly GivenOutput[] }
  /** The session is over: somebody must sign in. Nothing is lost. */
  | { readonly kind: 'signed-out' }
  /** The server asks to wait. */
  | { readonly kind: 'later' };

/** `others-only`: what waits is of a counter that who is signed in does not serve. */
export type Drained = 'empty' | 'offline' | 'signed-out' | 'later' | 'others-only';

/** How many leave together: a lost connection costs one batch sent again, never one lost. */
const TOGETHER = 50;

/**
 * Sends what waits, oldest first, until nothing does or something is in the way. One leaves the
 * queue only when the server has said by its id that it has it; sent again, it is the same one.
 * @param answered hears what the server said of each, to correct a slip still on the screen
 */
export async function drain(
  queue: Queue,
  send: SendBatch,
  now: () => number,
  answered: (given: GivenOutput, turn: number) => void = () => {},
): Promise<Drained> {
  const others = new Set<string>();
  for (;;) {
    const items = await queue.first(TOGETHER, others);
    if (items.length === 0) return others.size > 0 ? 'others-only' : 'empty';
    let sent: SentBatch;
    try {
      sent = await send({ sentAt: now(), items });
    } catch {
      return 'offline';
    }
    if (sent.kind !== 'answered') return sent.kind;
    let moved = 0;
    for (const given of sent.items) {
      const item = items.find((one) => one.id === given.id);
      if (!item) continue;
      if (given.problem === 'out-of-scope') {
        // A colleague of another counter is signed in: it waits for somebody of its own.
        others.add(item.placeId);
        moved += 1;
        continue;
      }
      if (given.outcome === 'kept') await queue.done(item.id, item.turn);
      else await queue.refuse(item.id, item.turn, given.problem ?? 'invalid');
      answered(given, item.turn);
      moved += 1;
    }
    // An answer that speaks of none of them would be asked for ever.
    if (moved === 0) return 'later';
  }
}

/** Milliseconds to wait before the next try, longer after each that failed, half a minute at most. */
export function pause(failures: number): number {
  return Math.min(30_000, 1_000 * 2 ** Math.min(failures, 5));
}

/** A second tap this soon on the same spot, in milliseconds, was meant for what was there before. */
const TWICE_MS = 500;
const SPOT_PX = 24;

/** A tap by finger or mouse: when, and where on the screen. */
export interface Tap {
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

/** Whether a tap is the second of two that were meant as one. */
export function isSecondTap(before: Tap | null, now: Tap): boolean {
  return (
    before !== null &&
    now.at - before.at < TWICE_MS &&
    Math.abs(now.x - before.x) < SPOT_PX &&
    Math.abs(now.y - before.y) < SPOT_PX
  );
}

/** The digit of a key, also in the upper row of a French keyboard, where it gives `&é"'(`. */
export function digitOf(key: { readonly key: string; readonly code: string }): string | null {
  if (/^\d$/.test(key.key)) return key.key;
  return /^Digit(\d)$/.exec(key.code)?.[1] ?? null;
}

/** After so long without a touch, what is on the screen goes: the next person must not read it. */
export const WIPE_MS = 60_000;
/** After so long without a touch, the device locks. */
export const LOCK_MS = 5 * 60_000;
/** Wrong tries at the device's code before somebody must sign in again. */
export const TRIES = 5;

/** Eight winds, clockwise from north. */
export const WINDS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Wind = (typeof WINDS)[number];

/** In which direction something lies, for the sketch on the slip. */
export function windTo(
  from: { readonly latitude: number; readonly longitude: number },
  to: { readonly latitude: number; readonly longitude: number },
): Wind {
  const shrink = Math.cos((((from.latitude + to.latitude) / 2) * Math.PI) / 180);
  const east = (to.longitude - from.longitude) * shrink;
  const north = to.latitude - from.latitude;
  const turn = (Math.atan2(east, north) / (2 * Math.PI) + 1) % 1;
  return WINDS[Math.round(turn * 8) % 8] ?? 'n';
}
