/** One indicator of a territory beside that of the model's. */
export interface ReadSide {
  readonly code: string;
  /** Of the model's territory, and of the one that is compared. */
  readonly here: number;
  readonly there: number;
  /** Half of all departments lie within this distance of one another: the quartile range. */
  readonly spread: number;
  /** It belongs to the model's commitment. */
  readonly own: boolean;
}

/** What is known of a territory for a model. */
export interface Candidate {
  readonly code: string;
  readonly name: string;
  readonly indicators: readonly ReadSide[];
  /** Open needs of the model's commitment. */
  readonly needs: number;
  /** Contact points that could take part. */
  readonly places: number;
  /** Partners of the same nature as the model's. */
  readonly partners: number;
  /** Partnerships there that took the model over already. */
  readonly taken: number;
}

export interface Likeness extends Candidate {
  /** 0 to 100. */
  readonly score: number;
  /** The indicators that lie nearest, best first. */
  readonly nearest: readonly ReadSide[];
}

/** How the score is made up: it is written on the page in these words. */
export const WEIGHTS = { indicators: 50, needs: 25, partners: 15, places: 10 } as const;
/** An indicator of the model's commitment counts this often. */
const OWN = 2;
/** Beyond so many quartile ranges two values have nothing in common. */
const FAR = 2;
const NEAREST = 3;
/** Enough of each: more of it adds nothing. */
const ENOUGH = { needs: 3, partners: 3, places: 100 } as const;

const distance = ({ here, there, spread }: ReadSide): number =>
  spread <= 0 ? (here === there ? 0 : 1) : Math.min(1, Math.abs(here - there) / (FAR * spread));

const upTo = (count: number, enough: number): number => Math.min(count, enough) / enough;

/** How like a territory is to the one where the model works, for what the model is about. */
export function likenessOf(candidate: Candidate): Likeness {
  const weight = (side: ReadSide): number => (side.own ? OWN : 1);
  const all = candidate.indicators.reduce((sum, side) => sum + weight(side), 0);
  const far = candidate.indicators.reduce((sum, side) => sum + weight(side) * distance(side), 0);
  const alike = all === 0 ? 0 : 1 - far / all;
  const score =
    WEIGHTS.indicators * alike +
    WEIGHTS.needs * upTo(candidate.needs, ENOUGH.needs) +
    WEIGHTS.partners * upTo(candidate.partners, ENOUGH.partners) +
    WEIGHTS.places * upTo(candidate.places, ENOUGH.places);
  return {
    ...candidate,
    score,
    nearest: [...candidate.indicators]
      .sort((a, b) => distance(a) - distance(b) || weight(b) - weight(a))
      .slice(0, NEAREST),
  };
}

/** Territories by likeness; those that have no open need and no partner come after equals. */
export function rankTerritories(candidates: readonly Candidate[]): Likeness[] {
  return candidates.map(likenessOf).sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1));
}
