import { parisClock } from '../../platform/i18n/paris-time.ts';
import type { Theme } from '../alliance/public.ts';

/** What is difficult, as the counter shows it: eight pictures. */
export const DIFFICULTIES = [
  'procedures',
  'device',
  'internet',
  'messages',
  'banking',
  'safety',
  'work',
  'equipment',
] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** Themes of workshops and advisors (La Coop's list) that answer a difficulty, best first. */
export const THEMES_OF: Readonly<Record<Difficulty, readonly Theme[]>> = {
  procedures: ['aide_aux_demarches_administratives', 'sante'],
  device: ['prendre_en_main_du_materiel', 'diagnostic_numerique', 'maintenance_de_materiel'],
  internet: ['navigation_sur_internet', 'diagnostic_numerique', 'culture_numerique'],
  messages: ['email', 'reseaux_sociaux', 'gere_ses_contenus_numeriques'],
  banking: ['banque_et_achats_en_ligne'],
  safety: ['securite_numerique'],
  work: ['insertion_professionnelle', 'bureautique', 'entrepreneuriat'],
  equipment: ['prendre_en_main_du_materiel'],
};

/** What the person would like. */
export const WISHES = ['group', 'one-to-one', 'soon', 'near'] as const;
export type Wish = (typeof WISHES)[number];

/** What can be proposed. */
export const OFFER_KINDS = [
  'workshop',
  'appointment',
  'presence',
  'france-services',
  'place',
  'equipment',
] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];

/** How the slip reached the person. */
export const CHANNELS = ['print', 'sms', 'email', 'none'] as const;
export type Channel = (typeof CHANNELS)[number];

export const ORIENTATION_STATES = [
  'given',
  'accepted',
  'refused',
  'withdrawn',
  'came',
  'absent',
] as const;
export type OrientationState = (typeof ORIENTATION_STATES)[number];

/** What came of it for the person: what they can do now. */
export const RESULTS = ['alone', 'with-help', 'sent-on', 'not-yet'] as const;
export type OrientationResult = (typeof RESULTS)[number];

/** Why a host cannot receive somebody. `cancelled` is written when what was proposed is called off. */
export const REFUSALS = ['full', 'other-field', 'too-far', 'cancelled', 'other'] as const;
export type Refusal = (typeof REFUSALS)[number];

/**
 * Who moves an orientation: the host, the person with the code, or the house when a seat or an
 * appointment behind the orientation moves.
 */
export type Mover = 'host' | 'holder' | 'system';

/** From which states each mover may bring an orientation to another. */
export const MOVES: Readonly<
  Record<OrientationState, Readonly<Partial<Record<Mover, readonly OrientationState[]>>>>
> = {
  given: { system: ['accepted'] },
  accepted: { host: ['given'], system: ['given', 'withdrawn', 'came', 'absent'] },
  refused: { host: ['given', 'accepted'], system: ['given', 'accepted'] },
  withdrawn: { holder: ['given', 'accepted'], system: ['given', 'accepted'] },
  // A host marks « did not come » too early at times: who turns up after all came.
  came: { host: ['given', 'accepted', 'absent'], system: ['given', 'accepted', 'absent'] },
  absent: { host: ['given', 'accepted'], system: ['given', 'accepted', 'came'] },
};

/** Whether a mover may bring an orientation from one state to another. */
export function mayMove(mover: Mover, from: OrientationState, to: OrientationState): boolean {
  return MOVES[to][mover]?.includes(from) === true;
}

/** Furthest that a device's clock is believed to be off, in seconds; beyond, the server's counts. */
const LONGEST_WAIT_S = 90 * 86_400;

/**
 * When an orientation was given, by the server's clock. The device says by its own clock when it
 * gave it and when it sends it: the difference holds however wrong that clock is. One that jumped
 * meanwhile would give a time to come or long past: then it is now.
 * @param device milliseconds since 1970 by the device's clock
 */
export function givenAt(
  device: { readonly givenAt: number; readonly sentAt: number },
  now: Date,
): { readonly at: Date; readonly offsetSeconds: number } {
  const waited = device.sentAt - device.givenAt;
  const believed = waited >= 0 && waited <= LONGEST_WAIT_S * 1000 ? waited : 0;
  const offset = Math.round((device.sentAt - now.getTime()) / 1000);
  const bound = 2_000_000_000;
  return {
    at: new Date(now.getTime() - believed),
    offsetSeconds: Math.max(-bound, Math.min(bound, offset)),
  };
}

/** Whether a seat or an appointment is of a day to come in Paris; elsewhere one may come any day. */
export function isBeforeTheDay(kind: OfferKind, expectedAt: Date | null, now: Date): boolean {
  if (expectedAt === null || (kind !== 'workshop' && kind !== 'appointment')) return false;
  return parisClock(expectedAt).day > parisClock(now).day;
}
