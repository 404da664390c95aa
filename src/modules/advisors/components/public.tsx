export { ComingAdvisors } from './coming.tsx';
export { HelpOfFileTable } from './help-of-file.tsx';
export { PresenceHours } from './when.tsx';
