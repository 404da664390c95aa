export { orientationOperations } from './api.ts';
export { DIFFICULTIES, THEMES_OF, WISHES } from './domain.ts';
export { tellEarlier } from './earlier/commands.ts';
export {
  compareOrientationRollup,
  forgetSlipContacts,
  orientationHandler,
  remindHosts,
} from './upkeep/commands.ts';
