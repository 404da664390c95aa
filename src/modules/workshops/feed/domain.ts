import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

export interface FeedSession {
  readonly id: string;
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly state: string;
  readonly version: number;
  readonly where: string;
  readonly url: string;
}

/**
 * Sessions as an iCalendar feed (RFC 5545), in UTC so that no reader has to know our time zone. A
 * session that is cancelled stays in the feed as such: leaving it out would leave it in diaries.
 */
export function calendarOf(name: string, sessions: readonly FeedSession[], now: Date): string {
  const calendar = ical({
    name,
    prodId: { company: 'Maillage', product: 'workshops', language: 'FR' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  });
  for (const session of sessions)
    calendar.createEvent({
      id: `${session.id}@maillage`,
      stamp: now,
      start: new Date(session.startsAt),
      end: new Date(session.endsAt),
      summary: session.title,
      location: session.where,
      url: session.url,
      sequence: session.version - 1,
      status: session.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  return calendar.toString();
}
