import { createContext, type ReactNode, useContext } from 'react';
import type { Locale } from '../platform/i18n/messages.ts';

const LocaleContext = createContext<Locale>('fr');

/** Gives the language of the page to everything below. */
export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

/** The language of the page. */
export function useLocale(): Locale {
  return useContext(LocaleContext);
}

/** The catalogue of the page's language: `const t = useText({ fr, en })`. */
export function useText<T>(catalogue: { readonly fr: T; readonly en: T }): T {
  return catalogue[useLocale()];
}
