const DAY_MS = 86_400_000;

/** Public holidays that have the same date every year, `MM-DD` (labour code, art. L3133-1). */
const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
/** Those that move, in days after Easter Sunday: Easter Monday, Ascension, Whit Monday. */
const AFTER_EASTER = [1, 39, 50];

const written = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Easter Sunday of a year, `YYYY-MM-DD` (Gregorian calendar; Meeus, Astronomical Algorithms, ch. 8). */
export function easter(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const j = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * j - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return written(Date.UTC(year, month - 1, day));
}

/** Whether a day is a public holiday in mainland France; overseas and Alsace have a few more. */
export function isHoliday(day: string): boolean {
  if (FIXED.includes(day.slice(5))) return true;
  const sunday = Date.parse(easter(Number(day.slice(0, 4))));
  return AFTER_EASTER.some((days) => written(sunday + days * DAY_MS) === day);
}

/**
 * The day that lies so many working days after another, Saturdays not counted.
 * @param day `YYYY-MM-DD`, not counted itself
 */
export function workingDaysAfter(day: string, count: number): string {
  let time = Date.parse(day);
  for (let left = count; left > 0; ) {
    time += DAY_MS;
    const weekday = new Date(time).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !isHoliday(written(time))) left -= 1;
  }
  return written(time);
}
