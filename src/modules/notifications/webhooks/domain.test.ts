import { expect, it } from 'vitest';
import { isWebhookEvent, nextTry, sayAddress, WAITS } from './domain.ts';

const NOW = new Date('2026-06-15T10:00:00Z');

it('waits longer after each failure, then gives up', () => {
  const waits = WAITS.map((_, index) => (nextTry(index + 1, NOW)?.getTime() ?? 0) - NOW.getTime());
  expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
  expect(waits[0]).toBe(60_000);
  expect(nextTry(WAITS.length + 1, NOW)).toBeNull();
});

it('knows what may be told, and shows no secret of an address', () => {
  expect(isWebhookEvent('partnerships.moved')).toBe(true);
  expect(isWebhookEvent('accounts.invited')).toBe(false);
  expect(sayAddress('https://example.org/hook?token=abc')).toBe('https://example.org/hook');
});
