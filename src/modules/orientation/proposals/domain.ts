import { kilometresBetween } from '../../../platform/geometry/earth.ts';
import type { AccessNeed } from '../../alliance/public.ts';
import { type Difficulty, type OfferKind, THEMES_OF, type Wish } from '../domain.ts';

/** Something that a person can be sent to. Nothing of it is about the person. */
export interface Offer {
  /** Tells it apart from the others, on the device too. */
  readonly key: string;
  readonly kind: OfferKind;
  readonly title: string;
  readonly placeId: string;
  readonly placeName: string;
  readonly address: string;
  readonly postalCode: string;
  readonly communeName: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Who receives; null for a place of the network itself. */
  readonly partnerId: string | null;
  readonly partnerName: string | null;
  /** Instants; null where there is no appointed hour. */
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  /** Seats or pieces left; null where they are not counted. */
  readonly left: number | null;
  /** Empty: anything. */
  readonly themes: readonly string[];
  /** Needs that are known to be met; an unknown one is not a refusal. */
  readonly access: readonly string[];
  readonly sessionId: string | null;
  readonly presenceId: string | null;
  readonly phone: string | null;
  /** The kind of device, for equipment. */
  readonly note: string;
  /** What the person pays, in cents; null where nobody says. */
  readonly priceCents: number | null;
}

export interface Asked {
  readonly difficulty: Difficulty;
  readonly wish: Wish;
  readonly access: readonly AccessNeed[];
}

export interface Proposal {
  readonly offer: Offer;
  /** Kilometres in a straight line; null when either position is unknown. */
  readonly km: number | null;
  /** Needs of the person that nothing says are met: to be asked by telephone first. */
  readonly unsure: readonly AccessNeed[];
}

const DAY_MS = 86_400_000;

/** Kilometres that a day of waiting weighs as much as, by what the person would like. */
const DAY_AS_KM: Readonly<Record<Wish, number>> = { soon: 6, near: 0.7, group: 2, 'one-to-one': 2 };

/** A place where nobody waits for the person is worth less than an appointed hour. */
const NO_HOUR_KM = 8;
/** Unlike what the person would like. */
const OTHER_WAY_KM = 25;
/** Each need that nothing says is met. */
const UNSURE_KM = 15;
/** A theme further down the list of those that answer. */
const FURTHER_THEME_KM = 4;

const WAY: Readonly<Record<OfferKind, 'group' | 'one-to-one' | null>> = {
  workshop: 'group',
  appointment: 'one-to-one',
  presence: 'one-to-one',
  'france-services': 'one-to-one',
  place: null,
  equipment: null,
};

/**
 * The best next steps: near, soon, on the theme, with what the person needs to take part. What
 * does not answer the difficulty, has no place left, or is over is left out. The list shows a
 * choice: a second offer of one kind comes only after the best of the others. The same question
 * gives the same answer, on the device and on the server.
 * @param from where the person is; without it distance counts for nothing
 * @param most how many to give
 */
export function proposeSteps(
  offers: readonly Offer[],
  asked: Asked,
  from: { readonly latitude: number | null; readonly longitude: number | null } | null,
  now: Date,
  most = 3,
): Proposal[] {
  const ranked = offers
    .flatMap((offer) => {
      const weighed = weigh(offer, asked, from, now);
      return weighed ? [weighed] : [];
    })
    .sort((a, b) => a.cost - b.cost || (a.proposal.offer.key < b.proposal.offer.key ? -1 : 1));
  // One series or one place once: next week's session is no other choice.
  const seen = new Set<string>();
  const distinct = ranked.filter(({ proposal: { offer } }) => {
    const same = `${offer.kind} ${offer.title} ${offer.placeId}`;
    return seen.has(same) ? false : seen.add(same);
  });
  const kinds = new Set<OfferKind>();
  const firsts = distinct.filter(({ proposal: { offer } }) =>
    kinds.has(offer.kind) ? false : kinds.add(offer.kind),
  );
  const others = distinct.filter((one) => !firsts.includes(one));
  // The best of all, then the best of other kinds unless far behind, then what is left.
  const best = firsts[0]?.cost ?? 0;
  const close = firsts.filter(({ cost }) => cost <= best + OTHER_WAY_KM * 2);
  const rest = [...firsts.filter((one) => !close.includes(one)), ...others].sort(
    (a, b) => a.cost - b.cost,
  );
  return [...close, ...rest].slice(0, most).map(({ proposal }) => proposal);
}

function weigh(
  offer: Offer,
  asked: Asked,
  from: { readonly latitude: number | null; readonly longitude: number | null } | null,
  now: Date,
): { readonly cost: number; readonly proposal: Proposal } | null {
  if (offer.left !== null && offer.left <= 0) return null;
  const starts = offer.startsAt ? Date.parse(offer.startsAt) : null;
  const ends = offer.endsAt ? Date.parse(offer.endsAt) : starts;
  // A presence without appointment is open until it ends; a workshop begins without who is late.
  const closes = offer.kind === 'presence' ? ends : starts;
  if (closes !== null && closes <= now.getTime()) return null;
  const theme = themeRank(offer, asked.difficulty);
  if (theme === null) return null;
  const km = between(offer, from);
  const unsure = asked.access.filter((need) => !offer.access.includes(need));
  const days = starts === null ? 0 : Math.max(0, (starts - now.getTime()) / DAY_MS);
  const way = WAY[offer.kind];
  const otherWay =
    (asked.wish === 'group' || asked.wish === 'one-to-one') &&
    asked.difficulty !== 'equipment' &&
    way !== asked.wish;
  const cost =
    (km ?? 0) +
    days * DAY_AS_KM[asked.wish] +
    (starts === null ? NO_HOUR_KM : 0) +
    (otherWay ? OTHER_WAY_KM : 0) +
    theme * FURTHER_THEME_KM +
    unsure.length * UNSURE_KM;
  return { cost, proposal: { offer, km, unsure } };
}

/** 0 = answers at once; null = does not answer this difficulty. */
function themeRank(offer: Offer, difficulty: Difficulty): number | null {
  if (offer.kind === 'equipment') return difficulty === 'equipment' ? 0 : null;
  if (offer.kind === 'france-services') return difficulty === 'procedures' ? 0 : null;
  if (offer.themes.length === 0) return offer.kind === 'place' ? 2 : 1;
  const rank = THEMES_OF[difficulty].findIndex((theme) => offer.themes.includes(theme));
  if (rank < 0) return null;
  return difficulty === 'equipment' ? rank + 2 : rank;
}

function between(
  offer: Offer,
  from: { readonly latitude: number | null; readonly longitude: number | null } | null,
): number | null {
  if (offer.latitude === null || offer.longitude === null) return null;
  if (from === null || from.latitude === null || from.longitude === null) return null;
  return kilometresBetween(
    { latitude: offer.latitude, longitude: offer.longitude },
    { latitude: from.latitude, longitude: from.longitude },
  );
}
