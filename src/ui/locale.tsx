import { createContext, type ReactNode, useContext } from 'react';
import type { Locale } from '../platform/i18n/messages.ts';

const LocaleContext = createContext<Locale>('fr');

/**
 * In the browser, the language whose words this document's scripts carry: it is the document's
 * until another one is loaded. Null on the server, which knows every language.
 */
export const documentLocale: Locale | null =
  typeof document === 'undefined' ? null : document.documentElement.lang === 'en' ? 'en' : 'fr';

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
