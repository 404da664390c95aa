export { DevicesOfFile } from './devices-of-file.tsx';
