import {
  formatNumber,
  formatShare,
  type Locale,
  type Messages,
  pick,
} from '../../../platform/i18n/messages.ts';
import type { TerritoryKind } from '../../alliance/public.ts';
import type { Aggregation } from '../tables.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

/** Category of a value that was put together from those of former communes or districts. */
export const FROM_PARTS = 'from-parts';

/** Where a value lies among its peers of the whole country. */
export type Band = 'lowest-10' | 'lowest-25' | 'middle' | 'highest-25' | 'highest-10';
/** What a standing means for people; `neutral` when the indicator does not say, or in the middle. */
export type Tone = 'favourable' | 'difficult' | 'neutral';

/** How many peers have a lower value and a higher one; those left are this one and its equals. */
export interface Rank {
  readonly peers: number;
  readonly below: number;
  readonly above: number;
}

/** One indicator of one territory, with all that a comparison needs. */
export interface Reading {
  readonly kind: TerritoryKind;
  readonly aggregation: Aggregation;
  readonly higherMeans: 'better' | 'worse' | 'neutral';
  readonly unit: string;
  /** `region` when a value says nothing beside that of another region. */
  readonly comparableWithin: 'country' | 'region';
  /** Null when nothing was published for this territory. */
  readonly value: number | null;
  readonly category: string | null;
  readonly departmentValue: number | null;
  readonly countryValue: number | null;
  /** Inhabitants, to compare counts. */
  readonly population: number | null;
  readonly departmentPopulation: number | null;
  readonly countryPopulation: number | null;
  readonly band: Band | null;
  /** Among the communes of the department, or among all departments or regions. */
  readonly rank: Rank | null;
}

/** An indicator of a territory: what it is, where it comes from, what it says, how it compares. */
export interface TerritoryIndicator extends Reading {
  readonly code: string;
  readonly label: { readonly fr: string; readonly en: string };
  readonly note: { readonly fr: string; readonly en: string };
  readonly commitment: string | null;
  readonly source: string;
  readonly sourceUrl: string | null;
  readonly vintage: string;
  readonly quartile: 1 | 2 | 3 | 4 | null;
}

/**
 * Where a value lies among its peers.
 * @param cuts 101 values; `cuts[p]` is the smallest that at least p % of the peers do not exceed
 * @returns null when the peers are too few (under ten) or all alike
 */
export function bandOf(cuts: readonly number[], peers: number, value: number): Band | null {
  const cut = (percent: number) => cuts[percent] ?? Number.NaN;
  if (peers < 10 || cut(0) === cut(100)) return null;
  // A value that many share is not « among the 10 % »: the next cut must be above it.
  if (value <= cut(10) && value < cut(11)) return 'lowest-10';
  if (value <= cut(25) && value < cut(26)) return 'lowest-25';
  if (value > cut(90)) return 'highest-10';
  if (value > cut(75)) return 'highest-25';
  return 'middle';
}

/** Quarter of the peers in which a value lies: 1 (lowest) to 4 (highest). */
export function quartileOf(cuts: readonly number[], value: number): 1 | 2 | 3 | 4 {
  if (value <= (cuts[25] ?? Number.NaN)) return 1;
  if (value <= (cuts[50] ?? Number.NaN)) return 2;
  return value <= (cuts[75] ?? Number.NaN) ? 3 : 4;
}

/** What a band means, given whether a high value is good or bad news. */
export function toneOf(band: Band | null, higherMeans: Reading['higherMeans']): Tone {
  if (band === null || band === 'middle' || higherMeans === 'neutral') return 'neutral';
  const high = band.startsWith('highest');
  return high === (higherMeans === 'better') ? 'favourable' : 'difficult';
}

/** The value as people write it: `20 574 €`, `12,3 %`, `Oui (PC)`, `Non publié`. */
export function sayValue(
  reading: Pick<Reading, 'kind' | 'aggregation' | 'unit' | 'category'>,
  value: number | null,
  locale: Locale,
): string {
  const t = pick({ fr, en }, locale);
  if (value === null) return t.notPublished;
  if (reading.aggregation === 'share-of-communes') {
    if (reading.kind !== 'commune') return sayShare(value, locale);
    const word = value > 0 ? t.concerned : t.notConcerned;
    const published = reading.category && reading.category !== FROM_PARTS;
    return published && value > 0 ? `${word} (${reading.category})` : word;
  }
  const digits = Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const number = formatNumber(locale, value, digits);
  if (reading.unit === '€') return locale === 'fr' ? `${number}\u00a0€` : `€${number}`;
  if (reading.unit === '%') return locale === 'fr' ? `${number}\u00a0%` : `${number}%`;
  const unit = t.unit[reading.unit] ?? reading.unit;
  return unit ? `${number} ${unit}` : number;
}

/** How a value was worked out; empty for one that is as published. */
export function sayMethod(
  reading: Pick<Reading, 'kind' | 'aggregation' | 'category'>,
  locale: Locale,
): string {
  const t = pick({ fr, en }, locale);
  if (reading.kind !== 'commune') return t.method[reading.aggregation];
  return reading.category === FROM_PARTS ? t.fromParts : '';
}

/** What the value means beside others, in plain words; empty when there is nothing to say. */
export function sayComparison(
  reading: Reading,
  locale: Locale,
): { readonly text: string; readonly tone: Tone } {
  const neutral = (text: string) => ({ text, tone: 'neutral' as const });
  if (reading.value === null) return neutral('');
  const t = pick({ fr, en }, locale);
  if (reading.aggregation === 'share-of-communes') return neutral(sayShares(reading, locale, t));
  if (reading.aggregation === 'sum') return neutral(sayRates(reading, locale, t));
  if (reading.kind === 'country') return neutral('');
  const { band, kind } = reading;
  const tone = toneOf(band, reading.higherMeans);
  const where = band ? t.band[band](kind) : '';
  const meaning = tone === 'neutral' ? '' : t.tone[tone];
  const colon = locale === 'fr' ? '\u00a0: ' : ': ';
  const sentences = [[where, meaning].filter(Boolean).join(colon), sayRank(reading, locale, t)];
  return { text: sentences.filter(Boolean).map(sentence).join(' '), tone };
}

type Words = Messages<typeof fr>;

function sayRank({ rank, kind }: Reading, locale: Locale, t: Words): string {
  if (!rank || rank.peers < 2 || kind === 'country' || kind === 'epci') return '';
  // « Highest of 101 » would mislead where a dozen share the value.
  if (rank.peers - rank.below - rank.above > 3) return '';
  const of = formatNumber(locale, rank.peers);
  const words =
    rank.below <= rank.above
      ? t.rank.lowest(rank.below + 1, of, kind)
      : t.rank.highest(rank.above + 1, of, kind);
  return kind === 'commune' ? t.rank.within(words) : words;
}

/** Below this relative difference two rates are called alike. */
const ALIKE = 0.1;

function sayRates(reading: Reading, locale: Locale, t: Words): string {
  const own = per10000(reading.value, reading.population);
  if (own === null) return '';
  const say = (rate: number) => formatNumber(locale, rate, rate < 1 ? 2 : 1);
  const others: ['department' | 'country', number | null][] = [];
  if (reading.kind === 'commune' || reading.kind === 'epci') {
    others.push(['department', per10000(reading.departmentValue, reading.departmentPopulation)]);
  }
  if (reading.kind !== 'country') {
    others.push(['country', per10000(reading.countryValue, reading.countryPopulation)]);
  }
  const parts = others.flatMap(([where, rate]) => {
    if (rate === null) return [];
    const side = Math.abs(own - rate) <= rate * ALIKE ? 'alike' : own < rate ? 'less' : 'more';
    return [t.rate[where][side](say(rate))];
  });
  const colon = locale === 'fr' ? '\u00a0: ' : ': ';
  return sentence([t.rate.own(say(own)), parts.join(', ')].filter(Boolean).join(colon));
}

function sayShares(reading: Reading, locale: Locale, t: Words): string {
  const { kind, value, countryValue, departmentValue } = reading;
  if (kind === 'country' || countryValue === null || value === null) return '';
  if (kind !== 'commune') {
    return sentence(
      `${t.share.of(sayShare(value, locale))}, ${t.share.country(sayShare(countryValue, locale))}`,
    );
  }
  const country = sayShare(countryValue, locale);
  const words = value > 0 ? t.share.yes(country) : t.share.no(country);
  const department =
    departmentValue === null ? '' : t.share.inDepartment(sayShare(departmentValue, locale));
  return sentence([words, department].filter(Boolean).join(', '));
}

/** Shares under one per cent keep a decimal: « 0 % » would say that there is none. */
function sayShare(ratio: number, locale: Locale): string {
  if (ratio === 0 || ratio >= 0.01) return formatShare(locale, ratio);
  const number = formatNumber(locale, ratio * 100, 1);
  return locale === 'fr' ? `${number}\u00a0%` : `${number}%`;
}

function per10000(value: number | null, population: number | null): number | null {
  return value === null || !population ? null : (value / population) * 10_000;
}

function sentence(text: string): string {
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** An indicator of a territory in the reader's words. */
export interface SaidIndicator {
  readonly code: string;
  readonly label: string;
  readonly note: string;
  readonly method: string;
  readonly value: string;
  readonly department: string;
  readonly country: string;
  readonly comparison: string;
  readonly tone: Tone;
  readonly source: string;
  readonly sourceUrl: string | null;
  readonly vintage: string;
}

/** Puts an indicator of a territory in words. */
export function sayIndicator(indicator: TerritoryIndicator, locale: Locale): SaidIndicator {
  const { text, tone } = sayComparison(indicator, locale);
  const above = { ...indicator, kind: 'department' } as const;
  return {
    code: indicator.code,
    label: indicator.label[locale],
    note: indicator.note[locale],
    method: sayMethod(indicator, locale),
    value: sayValue(indicator, indicator.value, locale),
    department: sayValue(above, indicator.departmentValue, locale),
    country:
      indicator.comparableWithin === 'country'
        ? sayValue(above, indicator.countryValue, locale)
        : '—',
    comparison: text,
    tone,
    source: indicator.source,
    sourceUrl: indicator.sourceUrl,
    vintage: indicator.vintage,
  };
}
