export { orientationOperations } from './api.ts';
export { drain, type Queue, type Queued, type SentBatch } from './counter/domain.ts';
export {
  DIFFICULTIES,
  type Difficulty,
  OFFER_KINDS,
  type OfferKind,
  type OrientationState,
  THEMES_OF,
  WISHES,
} from './domain.ts';
export { tellEarlier } from './earlier/commands.ts';
export { countWaitingOrientations } from './hosting/queries.ts';
export { en as orientationEn } from './messages.en.ts';
export { fr as orientationFr } from './messages.fr.ts';
export { type Funnel, funnelOf } from './news/queries.ts';
export { counterPlace, proposalsAt } from './proposals/queries.ts';
export {
  compareOrientationRollup,
  followAppointments,
  forgetSlipContacts,
  orientationHandler,
  remindHosts,
} from './upkeep/commands.ts';
