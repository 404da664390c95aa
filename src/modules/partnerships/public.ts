export { type Agenda, homeAgenda } from './agenda/queries.ts';
export { partnershipOperations } from './api.ts';
export {
  addPartnershipNote,
  createPartnership,
  movePartnership,
  type PartnershipFailure,
} from './commands.ts';
export {
  type MoveInput,
  moveInput,
  type PartnershipInput,
  type PartnershipOutput,
  partnershipInput,
} from './contract.ts';
export { conventionOperations } from './convention/api.ts';
export { sealingHandler, startConventions } from './convention/sealing/commands.ts';
export { remindSignatories } from './convention/signing/reminders/commands.ts';
export {
  AGREED,
  type PartnershipType,
  RUNNING,
  type Stage,
} from './domain.ts';

export {
  countWaitingJoins,
  type JoinRequest,
} from './join/queries.ts';
export { en as partnershipsEn } from './messages.en.ts';
export { fr as partnershipsFr } from './messages.fr.ts';
export { needOperations } from './needs/api.ts';
export type { NeedFailure } from './needs/commands.ts';
export type {
  Evidence,
  NeedInput,
  NeedOutput,
} from './needs/contract.ts';

export { getNeed, listNeeds, type NeedFilters, type NeedRow } from './needs/queries.ts';
export { mayActOnPartnership, mayAgree, movesOpenTo } from './policy.ts';
export { agreeToPublish, withdrawPublication } from './publication/commands.ts';
export {
  getPublicPartnership,
  listPublicPartnerships,
  type PublicPartnership,
  publicationState,
} from './publication/queries.ts';
export {
  getPartnership,
  listMoves,
  listPartnershipNotes,
  listPartnerships,
  type Move,
  type PartnershipFilters,
  type PartnershipNote,
  type PartnershipRow,
} from './queries.ts';
export { watchTerms } from './review/terms/commands.ts';
