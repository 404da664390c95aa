export { activityOperations } from './api.ts';
export {
  type ActivityFailure,
  advisorOfAccount,
  compareRollups,
  correctActivity,
  recordActivity,
} from './commands.ts';
export { type ActivityInput, type ActivityOutput, correctionInput } from './contract.ts';
export { ACTIVITY_KINDS, type ActivityKind } from './domain.ts';
export { type TakenRecord, takeRecords } from './intake/commands.ts';
export { en as activityEn } from './messages.en.ts';
export { fr as activityFr } from './messages.fr.ts';

export { type ActivityFilters, type ActivityRow, listActivity } from './queries.ts';
export { type RecordablePartnership, recordablePartnerships } from './recordable/queries.ts';
export { type SummedBy, sumActivity } from './sums/queries.ts';
