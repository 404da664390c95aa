import { digitalEn, digitalFr } from '../../../alliance/public.ts';
import { type DeviceKind, devicesEn, devicesFr } from '../../../devices/public.ts';
import { en as moduleEn } from '../../messages.en.ts';
import { fr as moduleFr } from '../../messages.fr.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

export type Locale = 'fr' | 'en';

const OF = {
  fr: {
    ...fr,
    difficulties: moduleFr.difficulties,
    wishes: moduleFr.wishes,
    kinds: moduleFr.kinds,
    access: digitalFr.access,
    devices: devicesFr.kinds,
  },
  en: {
    ...en,
    difficulties: moduleEn.difficulties,
    wishes: moduleEn.wishes,
    kinds: moduleEn.kinds,
    access: digitalEn.access,
    devices: devicesEn.kinds,
  },
};

export type Words = (typeof OF)['fr'];

export function wordsOf(locale: Locale): Words {
  return OF[locale];
}

const formats = (options: Intl.DateTimeFormatOptions) => ({
  fr: new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', ...options }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', ...options }),
});
const day = formats({ weekday: 'long', day: 'numeric', month: 'long' });
const hour = formats({ hour: 'numeric', minute: '2-digit' });

/** `mardi 3 mars, 14:00 – 16:00`, by the clock in Paris. */
export function sayWhen(locale: Locale, startsAt: string, endsAt: string | null): string {
  const from = new Date(startsAt);
  const to = endsAt ? ` – ${hour[locale].format(new Date(endsAt))}` : '';
  // French says the first of a month, and then plain numbers.
  const on = day[locale].format(from).replace(/\b1 (?=\p{L})/u, locale === 'fr' ? '1er ' : '1 ');
  return `${on}, ${hour[locale].format(from)}${to}`;
}

const kilometres = {
  fr: new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }),
};

const euros = {
  fr: new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }),
  en: new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' }),
};

/** What an offer is called: a device by its kind, all else by its own title. */
export function titleOf(
  locale: Locale,
  offer: { readonly kind: string; readonly title: string; readonly note: string },
): string {
  const words = wordsOf(locale);
  if (offer.kind === 'equipment') return words.devices[offer.note as DeviceKind] ?? offer.title;
  if (offer.kind === 'appointment' || offer.kind === 'presence')
    return words.withAdvisor[offer.kind];
  return offer.title;
}

/** What the person pays; nothing is said where nobody knows. */
export function sayPrice(locale: Locale, cents: number | null): string {
  if (cents === null) return '';
  return cents === 0 ? wordsOf(locale).free : euros[locale].format(cents / 100);
}

/** Kilometres with one figure after the point below ten. */
export function sayKm(locale: Locale, km: number): string {
  return kilometres[locale].format(km < 10 ? Math.round(km * 10) / 10 : Math.round(km));
}
