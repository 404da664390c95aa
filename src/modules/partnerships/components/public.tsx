export { NeedTable } from './need-table.tsx';
export { PartnershipTable, StageTag } from './partnership-table.tsx';
export { PartnershipTabs } from './partnership-tabs.tsx';
