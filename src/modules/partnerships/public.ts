export { actionOperations } from './actions/api.ts';
export { moveMilestone } from './actions/commands.ts';
export { type MilestoneMoveInput, milestoneMoveInput } from './actions/contract.ts';
export { isOverdue, MILESTONE_STATES, nextOf } from './actions/domain.ts';
export { en as actionsEn } from './actions/messages.en.ts';
export { fr as actionsFr } from './actions/messages.fr.ts';
export { mayMoveMilestone, mayPlan } from './actions/policy.ts';
export {
  type Action,
  getAction,
  listActions,
  listMilestoneMoves,
  type MilestoneMove,
} from './actions/queries.ts';
export { remindOverdue } from './actions/reminders/commands.ts';
export { agendaOperations } from './agenda/api.ts';
export { type Agenda, homeAgenda } from './agenda/queries.ts';
export { partnershipOperations } from './api.ts';
export { bulkMoveOperations } from './bulk-moves/api.ts';
export { calendarOperations } from './calendar/api.ts';
export { coDesignOperations } from './co-design/api.ts';
export { givePriorities } from './co-design/commands.ts';
export { prioritiesInput } from './co-design/contract.ts';
export type { Outcome, Priority } from './co-design/domain.ts';
export { en as coDesignEn } from './co-design/messages.en.ts';
export { fr as coDesignFr } from './co-design/messages.fr.ts';
export { mayEnter, voiceIn } from './co-design/policy.ts';
export { workshopOperations } from './co-design/presence/api.ts';
export { entersWorkshop, presentPartners } from './co-design/presence/queries.ts';
export {
  listDecisions,
  listProposals,
  listVoices,
  type RankedNeed,
  rankedNeeds,
  type WorkshopArea,
} from './co-design/queries.ts';
export {
  addPartnershipNote,
  createPartnership,
  movePartnership,
  type PartnershipFailure,
} from './commands.ts';
export {
  type MoveInput,
  moveInput,
  noteInput as partnershipNoteInput,
  type PartnershipInput,
  type PartnershipOutput,
  partnershipInput,
} from './contract.ts';
export { conventionOperations } from './convention/api.ts';
export type { ConventionStatus } from './convention/domain.ts';
export { editingOperations } from './convention/editing/api.ts';
export { materialDigest } from './convention/queries.ts';
export { sealingOperations } from './convention/sealing/api.ts';
export {
  renderConvention,
  sealingHandler,
  startConventions,
} from './convention/sealing/commands.ts';
export { signingOperations } from './convention/signing/api.ts';
export { remindSignatories } from './convention/signing/reminders/commands.ts';
export { conventionTemplateOperations } from './convention/template/api.ts';
export { defaultClauses, draftContent } from './convention/template/domain.ts';
export {
  AGREED,
  type PartnershipType,
  RUNNING,
  STALE_DAYS,
  type Stage,
} from './domain.ts';

export { experimentOperations } from './experiments/api.ts';
export { hostingOperations } from './hosting/api.ts';
export { changeOf, readDay, writeDay } from './hosting/domain.ts';
export { en as hostingEn } from './hosting/messages.en.ts';
export { fr as hostingFr } from './hosting/messages.fr.ts';
export { listHostings, listPublicHostings } from './hosting/queries.ts';
export { joinOperations } from './join/api.ts';
export {
  countWaitingJoins,
  type JoinRequest,
} from './join/queries.ts';
export { watchJoins } from './join/reminders/commands.ts';
export { likenessOperations } from './likeness/api.ts';
export { listingOperations } from './listing/api.ts';
export { en as partnershipsEn } from './messages.en.ts';
export { fr as partnershipsFr } from './messages.fr.ts';
export { modelOperations } from './models/api.ts';
export { familyTree } from './models/domain.ts';
export { familyOf, modelsAround } from './models/queries.ts';
export { needOperations } from './needs/api.ts';
export type { NeedFailure } from './needs/commands.ts';
export type {
  Evidence,
  NeedInput,
  NeedOutput,
} from './needs/contract.ts';
export { getNeed, listNeeds, type NeedFilters, type NeedRow } from './needs/queries.ts';
export { nextStepOperations } from './next-step/api.ts';
export { type DueStep, dueSteps, getNextStep, STEPS_AHEAD_DAYS } from './next-step/queries.ts';
export { partnershipImporter } from './partnership-import/commands.ts';
export { mayActOnPartnership, mayAgree, movesOpenTo } from './policy.ts';
export { publicationOperations } from './publication/api.ts';
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
  listMovesOfPartner,
  listPartnershipNotes,
  listPartnerships,
  type Move,
  type PartnershipFilters,
  type PartnershipNote,
  type PartnershipRow,
} from './queries.ts';
export { reviewOperations } from './review/api.ts';
export { decideReview, openReview, saveReview } from './review/commands.ts';
export { decisionInput, reviewInput } from './review/contract.ts';
export { daysUntil, heldAgainst, nearness, reached } from './review/domain.ts';
export { en as reviewEn } from './review/messages.en.ts';
export { fr as reviewFr } from './review/messages.fr.ts';
export { listReviews, type Review } from './review/queries.ts';
export { watchTerms } from './review/terms/commands.ts';
export { savedViewOperations } from './saved-views/api.ts';
export { sheetOperations } from './types/api.ts';
export { en as typesEn } from './types/messages.en.ts';
export { fr as typesFr } from './types/messages.fr.ts';
export { gapsBefore } from './types/queries.ts';
