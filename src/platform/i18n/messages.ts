import type { Locale } from '../access/access.ts';

export type { Locale };

type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widen<T[K]> };

/** The shape that the English catalogue must have: same keys, same parameters as the French. */
export type Messages<T> = Widen<T>;

/** Picks the catalogue of a locale. French is the reference, English is complete by type. */
export function pick<T>(catalogue: { readonly fr: T; readonly en: T }, locale: Locale): T {
  return catalogue[locale];
}

// Making a formatter costs a hundred times what using it does, and a page formats hundreds of values.

/** The same formatter for each of our languages. */
function dates(options: Intl.DateTimeFormatOptions): Record<Locale, Intl.DateTimeFormat> {
  return {
    fr: new Intl.DateTimeFormat('fr-FR', options),
    en: new Intl.DateTimeFormat('en-GB', options),
  };
}

const days = dates({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const instants = dates({ dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' });
const parisDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });
const whole = { style: 'percent', maximumFractionDigits: 0 } as const;
const shares = {
  fr: new Intl.NumberFormat('fr-FR', whole),
  en: new Intl.NumberFormat('en-GB', whole),
};

const numberFormats = new Map<string, Intl.NumberFormat>();

/** A number as people write it: `1 234,5` in French, `1,234.5` in English. */
export function formatNumber(locale: Locale, value: number, maximumFractionDigits = 1): string {
  const key = `${locale}${maximumFractionDigits}`;
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits });
    numberFormats.set(key, format);
  }
  return format.format(value);
}

/** A percentage of a ratio (0.25 → `25 %`). */
export function formatShare(locale: Locale, ratio: number): string {
  return shares[locale].format(ratio);
}

/** A calendar day (`YYYY-MM-DD`) in words: `3 mars 2026`, `3 March 2026`. */
export function formatDay(locale: Locale, day: string): string {
  return days[locale].format(new Date(`${day}T00:00:00Z`));
}

const weekdays = dates({
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** A calendar day with its weekday: `mardi 3 mars 2026`, `Tuesday 3 March 2026`. */
export function formatWeekday(locale: Locale, day: string): string {
  return weekdays[locale].format(new Date(`${day}T00:00:00Z`));
}

const away = { numeric: 'auto' } as const;
const relative = {
  fr: new Intl.RelativeTimeFormat('fr-FR', away),
  en: new Intl.RelativeTimeFormat('en-GB', away),
};

/** Days from today as people say them: `demain`, `dans 12 jours`, `il y a 3 mois`, `in 2 years`. */
export function formatDaysAway(locale: Locale, days: number): string {
  const size = Math.abs(days);
  if (size <= 60) return relative[locale].format(days, 'day');
  if (size < 730) return relative[locale].format(Math.round(days / 30.44), 'month');
  return relative[locale].format(Math.trunc(days / 365.25), 'year');
}

/** An instant in Paris time: `3 mars 2026 à 14:05`. */
export function formatInstant(locale: Locale, at: Date | string): string {
  return instants[locale].format(typeof at === 'string' ? new Date(at) : at);
}

/** Minutes as people say them: 450 → `7 h 30`. */
export function formatDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')}`;
}

/** Today's date in Paris as `YYYY-MM-DD`. */
export function today(now: Date): string {
  return parisDay.format(now);
}

/** The best of our languages for an Accept-Language header; French when nothing fits. */
export function preferredLocale(header: string | null | undefined): Locale {
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const tag = part.trim().slice(0, 2);
    if (tag === 'fr' || tag === 'en') return tag;
  }
  return 'fr';
}
