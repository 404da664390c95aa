export { eventHandlers, type NotifyOptions } from './commands.ts';
