export { DigitalSummary } from '../digital/components/summary.tsx';
