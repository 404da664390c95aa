import type { TerritoryKind } from '../alliance/public.ts';

/** How kinds are written in addresses. */
const SLUGS = {
  commune: 'commune',
  epci: 'epci',
  department: 'departement',
  region: 'region',
} as const satisfies Record<Exclude<TerritoryKind, 'country'>, string>;

/** The kind that a part of an address stands for; null when it is none. */
export function kindOfSlug(slug: string | undefined): Exclude<TerritoryKind, 'country'> | null {
  const found = Object.entries(SLUGS).find(([, value]) => value === slug);
  return found ? (found[0] as keyof typeof SLUGS) : null;
}

/** Address of a territory's page. */
export function territoryPath(kind: TerritoryKind, code: string): string {
  return kind === 'country' ? '/territoires' : `/territoires/${SLUGS[kind]}/${code}`;
}

/**
 * Which of four classes a value belongs to, for a shaded map: classes hold as many territories
 * each, as far as equal values allow.
 * @returns a function from value to class, 0 (lowest) to 3, and the bounds between classes
 */
export function quarters(values: readonly number[]): {
  readonly bounds: readonly [number, number, number] | null;
  classOf(value: number): number;
} {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  const bounds = [at(0.25), at(0.5), at(0.75)] as const;
  return {
    bounds: sorted.length > 0 ? [...bounds] : null,
    classOf: (value) => bounds.filter((bound) => value > bound).length,
  };
}

/**
 * The classes between written bounds, lowest first, as a legend says them: one whose bound is that
 * of the class before holds nothing, and is left out.
 */
export function saidClasses(
  bounds: readonly string[],
): readonly { readonly level: number; readonly bound: string }[] {
  return bounds
    .map((bound, level) => ({ level, bound }))
    .filter(({ level, bound }) => bounds.indexOf(bound) === level);
}
