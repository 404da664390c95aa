import {
  type Actor,
  authorize,
  coversDepartment,
  type Scope,
} from '../../../platform/access/access.ts';
import type { Outcome, Visibility, Voice } from './domain.ts';
import { textOpen } from './domain.ts';

/** What of a proposal decides who may know it. */
export interface ProposalFacts {
  readonly departmentCode: string;
  readonly partnerId: string;
  readonly visibility: Visibility;
  readonly outcome: Outcome | null;
}

/**
 * Who reads a proposal. A draft is its partner's and nobody else's, not even the operator's. What
 * is for the invited is read by them and by who decides. What is shared is read by the operator's
 * people and by partners of the territory.
 * @param present partners of the reader that act in the proposal's department
 * @param invited partners of the reader that were asked to answer the need
 */
export function mayReadProposal(
  actor: Actor,
  proposal: ProposalFacts,
  present: ReadonlySet<string>,
  invited: ReadonlySet<string>,
): boolean {
  const read = authorize(actor, 'codesign.read');
  if (!read) return false;
  if (read.organisations.has(proposal.partnerId)) return true;
  if (proposal.visibility === 'draft') return false;
  const decide = authorize(actor, 'codesign.decide');
  if (decide && coversDepartment(decide, proposal.departmentCode)) return true;
  const own = (ids: ReadonlySet<string>): boolean =>
    [...read.organisations].some((id) => ids.has(id));
  if (own(invited)) return true;
  return proposal.visibility === 'shared' && (read.everywhere || own(present));
}

/** Who may look into the workshop of a department: the operator's readers, partners present there. */
export function mayEnter(scope: Scope<'codesign.read'>, present: ReadonlySet<string>): boolean {
  return scope.everywhere || [...scope.organisations].some((id) => present.has(id));
}

/**
 * In whose name somebody speaks in a department: the operator's for who looks after it, else that
 * of a partner present there; null for whoever has no say.
 */
export function voiceIn(
  scope: Scope<'codesign.take-part'>,
  departmentCode: string,
  present: ReadonlySet<string>,
): Voice | null {
  if (coversDepartment(scope, departmentCode)) return { kind: 'operator' };
  const id = [...scope.organisations].find((own) => present.has(own));
  return id === undefined ? null : { kind: 'partner', id };
}

/** A partner's people write its own proposals, where it is present or was invited. */
export function mayPropose(
  scope: Scope<'codesign.propose'>,
  partnerId: string,
  present: ReadonlySet<string>,
  invited: ReadonlySet<string>,
): boolean {
  return scope.organisations.has(partnerId) && (present.has(partnerId) || invited.has(partnerId));
}

/** A text that was decided on stays as it was. */
export function mayEditProposal(
  scope: Scope<'codesign.propose'>,
  proposal: ProposalFacts,
): boolean {
  return scope.organisations.has(proposal.partnerId) && textOpen(proposal.outcome);
}

/** Decided by who looks after the department; a draft is not theirs to know. */
export function mayDecideOn(scope: Scope<'codesign.decide'>, proposal: ProposalFacts): boolean {
  return proposal.visibility !== 'draft' && coversDepartment(scope, proposal.departmentCode);
}
