import { CREATED, MOVED, PUBLICATION } from '../../partnerships/events.ts';

/** What a program can be told of. Bodies carry ids and stages, never anything personal. */
export const WEBHOOK_EVENTS = [CREATED, MOVED, PUBLICATION] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export function isWebhookEvent(type: string): type is WebhookEvent {
  return (WEBHOOK_EVENTS as readonly string[]).includes(type);
}

/** Minutes to wait after each try that failed; after the last one it is given up: about two days. */
export const WAITS = [1, 5, 30, 120, 360, 720, 1440] as const;

/** When to try again after so many tries; null when it is given up. */
export function nextTry(attempts: number, now: Date): Date | null {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait * 60_000);
}

/** The address of an endpoint without what may be secret in it. */
export function sayAddress(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
