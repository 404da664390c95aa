const wall = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** An instant as the clock in Paris shows it: `2026-03-29 14:05`. */
function wallClock(at: Date | number): string {
  return wall.format(at);
}

/**
 * The instant at which the clock in Paris shows this time on this day. An hour that the change to
 * summer time skips is read as one hour later; one that comes twice in autumn is the first (RFC
 * 5545 §3.3.5). `24:00` ends the day.
 * @param day `YYYY-MM-DD`
 * @param time `HH:MM`
 */
export function parisInstant(day: string, time: string): Date {
  if (time === '24:00') return parisInstant(daysLater(day, 1), '00:00');
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  // Paris is one or two hours ahead: the earlier candidate is summer time.
  for (const ahead of [2, 1]) {
    const at = new Date(asUtc - ahead * 3_600_000);
    if (wallClock(at) === `${day} ${time}`) return at;
  }
  return new Date(asUtc - 3_600_000);
}

/** The day and the time that the clock in Paris shows. */
export function parisClock(at: Date | number): { readonly day: string; readonly time: string } {
  const [day = '', time = ''] = wallClock(at).split(' ');
  return { day, time };
}

/** The day so many days later, whatever the clocks do meanwhile. */
export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
