export { useKeeperName } from './keeper-name.tsx';
