import type { DomainEvent } from '../../../platform/jobs/outbox.ts';
import { SEAT_FREED, SEAT_MOVED, SESSION_CHANGED, seatEvent } from '../events.ts';

const CHANGES = new Set<string>([SEAT_FREED, SEAT_MOVED, SESSION_CHANGED]);

/** The registration whose seat, or whose session, an event says has changed; null for others. */
export function changedSeat(event: DomainEvent): string | null {
  return CHANGES.has(event.type) ? seatEvent.parse(event.payload).registrationId : null;
}
