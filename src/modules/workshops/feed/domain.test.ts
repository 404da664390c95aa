import { expect, it } from 'vitest';
import { calendarOf } from './domain.ts';

const session = {
  id: '0190-a',
  title: 'Premiers pas, avec une tablette',
  startsAt: '2026-10-27T13:00:00.000Z',
  endsAt: '2026-10-27T15:00:00.000Z',
  state: 'planned',
  version: 3,
  where: 'Bureau de Guéret',
  url: 'https://example.org/ateliers-ouverts/0190-a',
};
const NOW = new Date('2026-10-01T00:00:00Z');

it('writes instants in UTC, keeps a version for those who have an older one, and escapes text', () => {
  const feed = calendarOf('Ateliers', [session], NOW).split('\r\n');
  expect(feed[0]).toBe('BEGIN:VCALENDAR');
  expect(feed).toContain('DTSTART:20261027T130000Z');
  expect(feed).toContain('DTEND:20261027T150000Z');
  expect(feed).toContain('SEQUENCE:2');
  expect(feed).toContain('SUMMARY:Premiers pas\\, avec une tablette');
  expect(feed).toContain('STATUS:CONFIRMED');
});

it('says that a session is cancelled instead of leaving it in diaries', () => {
  const feed = calendarOf('Ateliers', [{ ...session, state: 'cancelled' }], NOW);
  expect(feed).toContain('STATUS:CANCELLED');
});
