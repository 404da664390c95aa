export { NeedTable } from './need-table.tsx';
export { PartnershipTable, StageTag } from './partnership-table.tsx';
