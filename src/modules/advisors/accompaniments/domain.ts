/** Lengths that everybody is offered, in minutes (those of La Coop). */
export const USUAL_MINUTES = [15, 30, 45, 60, 90, 120] as const;
/** The longest that one record may last: 23 h 59. */
export const LONGEST_MINUTES = 23 * 60 + 59;
/** How many of one's own last records the buttons adapt to. */
export const HABIT_OF = 30;

/**
 * The lengths to offer as buttons, the one used most first. Lengths of one's own that came at
 * least twice are offered too; the usual ones fill up, shortest first.
 * @param latest minutes of one's own last records, most recent first
 */
export function lengthsFor(latest: readonly number[], most = 7): number[] {
  const counts = new Map<number, number>();
  for (const minutes of latest.slice(0, HABIT_OF))
    counts.set(minutes, (counts.get(minutes) ?? 0) + 1);
  const usual = (minutes: number): boolean => USUAL_MINUTES.some((one) => one === minutes);
  const habits = [...counts]
    .filter(([minutes, count]) => count > 1 || usual(minutes))
    .sort(([a, n], [b, m]) => m - n || a - b)
    .map(([minutes]) => minutes);
  return [...new Set([...habits, ...USUAL_MINUTES])].slice(0, most);
}

/** A length as people write it: `80`, `1:20`, `1h20`, `1 h`; null when it is none. */
export function readLength(typed: string): number | null {
  const text = typed.trim().toLowerCase().replace(/\s/g, '');
  const clock = /^(\d{1,2})[h:](\d{0,2})$/.exec(text);
  if (clock) {
    const minutes = Number(clock[2] || 0);
    return minutes < 60 ? Number(clock[1]) * 60 + minutes : null;
  }
  const plain = /^(\d{1,4})(min)?$/.exec(text);
  return plain ? Number(plain[1]) : null;
}
