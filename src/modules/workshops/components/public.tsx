export { ComingWorkshops } from './coming.tsx';
export { When } from './when.tsx';
