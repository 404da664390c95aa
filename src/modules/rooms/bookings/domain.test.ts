import { describe, expect, it } from 'vitest';
import { BOOKING_STATUSES, movesOpen, needsReason, type Side } from './domain.ts';

const START = new Date('2026-06-15T12:00:00Z');
const at = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000);
const open = (minutes: number, ...sides: Side[]): string[] =>
  BOOKING_STATUSES.map(
    (status) => `${status}: ${movesOpen(status, sides, START, at(minutes)).join(' ')}`,
  );

/** state → who → what, at three moments. */
describe('the life of a booking', () => {
  it('is accepted, refused or cancelled by the place a day before', () => {
    expect(open(-1440, 'host')).toEqual([
      'pending: accept refuse cancel',
      'confirmed: cancel',
      'checked-in: leave',
      'done: ',
      'refused: ',
      'cancelled: ',
      'no-show: ',
    ]);
  });

  it('is only cancelled by who booked a day before', () => {
    expect(open(-1440, 'booker')).toEqual([
      'pending: cancel',
      'confirmed: cancel',
      'checked-in: leave',
      'done: ',
      'refused: ',
      'cancelled: ',
      'no-show: ',
    ]);
  });

  it.each([
    [-31, 'cancel', 'cancel'],
    [-30, 'cancel check-in', 'cancel check-in'],
    [0, 'check-in', 'check-in'],
    [14, 'check-in', 'check-in'],
    [15, 'check-in no-show', 'check-in'],
    [600, 'check-in no-show', 'check-in'],
  ])('%i minutes after the start of a confirmed one', (minutes, host, booker) => {
    expect(movesOpen('confirmed', ['host'], START, at(minutes)).join(' ')).toBe(host);
    expect(movesOpen('confirmed', ['booker'], START, at(minutes)).join(' ')).toBe(booker);
  });

  it('cannot be accepted once it should have begun', () => {
    expect(movesOpen('pending', ['host'], START, at(1))).toEqual(['refuse']);
  });

  it('is closed to strangers', () => {
    for (const line of open(-1440)) expect(line).toMatch(/: $/);
  });

  it('asks the place why, not who booked', () => {
    expect(needsReason('cancel', ['host'])).toBe(true);
    expect(needsReason('cancel', ['booker'])).toBe(false);
    expect(needsReason('cancel', ['host', 'booker'])).toBe(false);
    expect(needsReason('refuse', ['host', 'booker'])).toBe(true);
    expect(needsReason('accept', ['host'])).toBe(false);
  });
});
