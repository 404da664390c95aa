import type { Locale } from '../../../platform/access/access.ts';
import { formatWeekday } from '../../../platform/i18n/messages.ts';
import { parisClock } from '../../../platform/i18n/paris-time.ts';
import { useLocale } from '../../../ui/locale.tsx';
import { sayTime } from '../../places/public.ts';

/** `14 h 30` of an instant in Paris. */
export function sayHour(locale: Locale, at: string): string {
  return sayTime(parisClock(new Date(at)).time, locale);
}

/** `mardi 3 mars 2026, 14 h` of an instant in Paris. */
export function sayMoment(locale: Locale, at: string): string {
  return `${formatWeekday(locale, parisClock(new Date(at)).day)}, ${sayHour(locale, at)}`;
}

/** `14 h – 16 h`, as the clock in Paris shows it. */
export function PresenceHours({ startsAt, endsAt }: { startsAt: string; endsAt: string }) {
  const locale = useLocale();
  return (
    <time dateTime={startsAt}>
      {sayHour(locale, startsAt)} – {sayHour(locale, endsAt)}
    </time>
  );
}

/** `mardi 3 mars 2026, 14 h – 16 h`, as the clock in Paris shows it. */
export function Moment({ startsAt, endsAt }: { startsAt: string; endsAt: string }) {
  const locale = useLocale();
  return (
    <time dateTime={startsAt}>
      {sayMoment(locale, startsAt)} – {sayHour(locale, endsAt)}
    </time>
  );
}
