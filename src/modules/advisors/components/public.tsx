export { ComingAdvisors } from './coming.tsx';
