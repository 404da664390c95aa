export { type ActivityFailure, compareRollups, correctActivity, recordActivity } from './commands.ts';
export {
  ACTIVITY_KINDS,
  type ActivityInput,
  type ActivityKind,
  type ActivityOutput,
  activityInput,
  activityOutput,
  correctionInput,
} from './contract.ts';
export { en as activityEn } from './messages.en.ts';
export { fr as activityFr } from './messages.fr.ts';
export { mayReadActivity, mayRecord } from './policy.ts';
export {
  type ActivityFilters,
  type ActivityRow,
  type ActivitySums,
  getActivity,
  listActivity,
  recordablePartnerships,
  sumActivity,
} from './queries.ts';
