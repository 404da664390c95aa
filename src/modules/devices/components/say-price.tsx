import { useLocale, useText } from '../../../ui/locale.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** A price in words: euros, or that it is free. */
export function usePrice(): (cents: number) => string {
  const t = useText({ fr, en });
  const locale = useLocale();
  const format = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'currency',
    currency: 'EUR',
  });
  return (cents) => (cents === 0 ? t.free : format.format(cents / 100));
}
