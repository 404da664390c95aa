import { Suspense, use } from 'react';
import type { Locale } from '../platform/i18n/messages.ts';
import { useLocale, useText } from './locale.tsx';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

type Words = Readonly<Record<string, string>>;

const sources: Readonly<Record<Locale, () => Promise<Words>>> = {
  fr: async () => (await import('./errors/messages.fr.ts')).fr,
  en: async () => (await import('./errors/messages.en.ts')).en,
};
const asked = new Map<Locale, Promise<Words>>();
const failed = new Set<Locale>();

/**
 * Asks for the words of every error, by code. They are many and rarely read, so that a browser
 * fetches them once, when a form is on its way. When that fails, the next form asks again.
 */
export function fetchErrorWords(locale: Locale): void {
  if (failed.delete(locale)) asked.delete(locale);
  void errorWords(locale);
}

/** The same promise each time, or what waits for it would never be drawn. */
function errorWords(locale: Locale): Promise<Words> {
  let words = asked.get(locale);
  if (!words) {
    words = sources[locale]().catch(() => {
      failed.add(locale);
      return {};
    });
    asked.set(locale, words);
  }
  return words;
}

/** The words for an error code, for what stands in a `Suspense`; unknown codes read as « not valid ». */
export function useErrorText(): (code: string) => string {
  const t = useText({ fr, en });
  const words = use(errorWords(useLocale()));
  return (code) => words[code] ?? t.invalid;
}

/** An error in words. */
export function ErrorText({ code }: { readonly code: string }) {
  return (
    <Suspense>
      <Said code={code} />
    </Suspense>
  );
}

function Said({ code }: { readonly code: string }) {
  return useErrorText()(code);
}
