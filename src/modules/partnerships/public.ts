export { type Agenda, homeAgenda } from './agenda/queries.ts';
export { partnershipOperations } from './api.ts';
export {
  addPartnershipNote,
  createPartnership,
  movePartnership,
  type PartnershipFailure,
  updatePartnership,
} from './commands.ts';
export {
  type MoveInput,
  moveInput,
  type PartnershipInput,
  type PartnershipOutput,
  partnershipInput,
  partnershipOutput,
} from './contract.ts';
export {
  AGREED,
  FINAL,
  nextStages,
  PARTNERSHIP_TYPES,
  type PartnershipType,
  RUNNING,
  STAGES,
  type Stage,
  TRANSITIONS,
  transition,
} from './domain.ts';
export { answerJoin, askToJoin } from './join/commands.ts';
export { joinAnswer, joinInput } from './join/contract.ts';
export {
  countWaitingJoins,
  followJoin,
  getJoinRequest,
  type JoinRequest,
  listJoinRequests,
} from './join/queries.ts';
export { en as partnershipsEn } from './messages.en.ts';
export { fr as partnershipsFr } from './messages.fr.ts';
export { needOperations } from './needs/api.ts';
export { type NeedFailure, recordNeed, updateNeed } from './needs/commands.ts';
export {
  type Evidence,
  type NeedInput,
  type NeedOutput,
  needInput,
  needOutput,
} from './needs/contract.ts';
export { NEED_STATUSES } from './needs/domain.ts';
export { getNeed, listNeeds, type NeedFilters, type NeedRow } from './needs/queries.ts';
export { mayActOnPartnership, mayAgree, mayReadPartnership, mayUseNotes } from './policy.ts';
export { agreeToPublish, withdrawPublication } from './publication/commands.ts';
export {
  getPublicPartnership,
  listPublicPartnerships,
  type PublicPartnership,
  publicationState,
} from './publication/queries.ts';
export {
  countByStage,
  getPartnership,
  listMoves,
  listPartnershipNotes,
  listPartnerships,
  type Move,
  type PartnershipFilters,
  type PartnershipNote,
  type PartnershipRow,
} from './queries.ts';
