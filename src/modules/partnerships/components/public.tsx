export {
  ActionPlan,
  ActionState,
  ExpectedResult,
  Owner,
} from './action-plan.tsx';
export { FamilyTree } from './family-tree.tsx';
export { PublicHostings } from './hosting-hours.tsx';
export { HostingTable } from './hosting-table.tsx';
export { NeedRanking, type OwnVoice } from './need-ranking.tsx';
export { NeedTable } from './need-table.tsx';
export { DueSteps, NextStepCard } from './next-step.tsx';
export { PartnershipTable, StageTag } from './partnership-table.tsx';
export { PartnershipTabs } from './partnership-tabs.tsx';
export { ProposalTable } from './proposal-table.tsx';
export { AccountForm, accountValues, DecisionForm } from './review-forms.tsx';
