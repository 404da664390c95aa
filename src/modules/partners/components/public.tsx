export { PartnerTabs } from './partner-tabs.tsx';
