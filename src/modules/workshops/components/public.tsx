export { ComingWorkshops } from './coming.tsx';
