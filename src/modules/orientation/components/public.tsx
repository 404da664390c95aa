export { FunnelTable } from './funnel-table.tsx';
