export { orientationOperations } from './api.ts';
export { drain, type Queue, type Queued, type SentBatch } from './counter/domain.ts';
export { DIFFICULTIES, THEMES_OF, WISHES } from './domain.ts';
export { tellEarlier } from './earlier/commands.ts';
export { countWaitingOrientations } from './hosting/queries.ts';
export { counterPlace, proposalsAt } from './proposals/queries.ts';
export {
  compareOrientationRollup,
  followAppointments,
  forgetSlipContacts,
  orientationHandler,
  remindHosts,
} from './upkeep/commands.ts';
