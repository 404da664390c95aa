import type { DomainEvent } from '../../../platform/jobs/outbox.ts';
import { SEAT_FREED, SEAT_MOVED, SESSION_CHANGED, seatEvent } from '../events.ts';

const CHANGES = new Set<string>([SEAT_FREED, SEAT_MOVED, SESSION_CHANGED]);

/** Whether events of a type say that a seat, or its session, has changed. */
export function changesSeat(type: string): boolean {
  return CHANGES.has(type);
}

/** The registration whose seat, or whose session, an event says has changed; null for others. */
export function changedSeat(event: DomainEvent): string | null {
  return changesSeat(event.type) ? seatEvent.parse(event.payload).registrationId : null;
}
