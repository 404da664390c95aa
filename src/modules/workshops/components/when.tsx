import type { Locale } from '../../../platform/access/access.ts';
import { formatWeekday } from '../../../platform/i18n/messages.ts';
import { parisClock } from '../../../platform/i18n/paris-time.ts';
import { useLocale } from '../../../ui/locale.tsx';
import { sayTime } from '../../places/public.ts';

/** `mardi 3 mars 2026` of an instant in Paris. */
export function sayDay(locale: Locale, at: string): string {
  return formatWeekday(locale, parisClock(new Date(at)).day);
}

/** `mardi 3 mars 2026, de 14 h à 16 h`, as the clock in Paris shows it. */
export function When({ startsAt, endsAt }: { startsAt: string; endsAt: string }) {
  const locale = useLocale();
  const from = sayTime(parisClock(new Date(startsAt)).time, locale);
  const to = sayTime(parisClock(new Date(endsAt)).time, locale);
  return (
    <time dateTime={startsAt}>
      {sayDay(locale, startsAt)}, {from} – {to}
    </time>
  );
}
