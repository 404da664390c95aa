import type { GivenOutput } from '../../contract.ts';
import { type Drained, drain, pause, type SentBatch } from '../domain.ts';
import { type Device, device, type Kept } from './device.ts';

/** How long the server may take before it counts as away, in milliseconds. */
const PATIENCE_MS = 8_000;
/** Proposals are asked for again after so long. */
const FRESH_MS = 10 * 60_000;

async function post(batch: unknown): Promise<SentBatch> {
  const answer = await fetch('/guichet/envoi', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(batch),
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  // A stranger is sent to sign in.
  if (answer.type === 'opaqueredirect' || answer.status === 401) return { kind: 'signed-out' };
  if (answer.status === 403) return { kind: 'signed-out' };
  if (!answer.ok) return { kind: 'later' };
  const { items } = (await answer.json()) as { items: GivenOutput[] };
  return { kind: 'answered', items };
}

async function refresh(
  own: Device,
  placeId: string,
): Promise<Kept | 'signed-out' | 'not-here' | null> {
  if (placeId === '') return null;
  try {
    const answer = await fetch(`/guichet/offres?lieu=${placeId}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.type === 'opaqueredirect') return 'signed-out';
    if (answer.status === 404) return 'not-here';
    if (!answer.ok) return null;
    const kept: Kept = { ...(await answer.json()), deviceNow: Date.now() };
    await own.keep(kept);
    return kept;
  } catch {
    return null;
  }
}

export interface SyncState {
  readonly kept: Kept | null;
  readonly waiting: number;
  readonly drained: Drained;
}

/** Sends what waits and renews proposals, in the background, and says what it found. */
export class Sync {
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private again = false;
  private freshUntil = 0;
  private readonly placeId: string;
  private readonly tell: (state: Partial<SyncState>) => void;
  private readonly answered: (given: GivenOutput, turn: number) => void;

  constructor(
    placeId: string,
    tell: (state: Partial<SyncState>) => void,
    answered: (given: GivenOutput, turn: number) => void,
  ) {
    this.placeId = placeId;
    this.tell = tell;
    this.answered = answered;
    addEventListener('online', () => this.wake());
    addEventListener('offline', () => this.tell({ drained: 'offline' }));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.wake();
    });
  }

  /** Works now; asked for meanwhile, once more after. */
  wake(): void {
    clearTimeout(this.timer);
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.work()
      .catch(() => this.retry())
      .finally(() => {
        this.running = null;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  /** The device's own store failed: what waits is tried again like what a server did not take. */
  private retry(): void {
    this.failures += 1;
    this.timer = setTimeout(() => this.wake(), pause(this.failures));
  }

  private async work(): Promise<void> {
    const own = await device();
    // Two tabs of one device take turns.
    const drained = await navigator.locks.request('maillage-guichet', () =>
      drain(own.queue, post, Date.now, this.answered),
    );
    const well = drained === 'empty' || drained === 'others-only';
    const before = this.failures;
    this.failures = well ? 0 : before + 1;
    this.tell({ drained, waiting: await own.waiting() });
    if (well && performance.now() >= this.freshUntil) {
      const kept = await refresh(own, this.placeId);
      if (kept === 'signed-out') this.tell({ drained: 'signed-out' });
      // Another's counter: what was kept for it is of no use to who is signed in now.
      else if (kept === 'not-here') this.tell({ kept: null });
      else if (kept) {
        this.freshUntil = performance.now() + FRESH_MS;
        this.tell({ kept });
      } else {
        // Asked again soon: what was sent left well, but nothing came back.
        this.failures = before + 1;
        this.tell({ drained: 'offline' });
      }
    }
    this.timer = setTimeout(() => this.wake(), this.failures > 0 ? pause(this.failures) : FRESH_MS);
  }
}
