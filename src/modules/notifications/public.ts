export { mailHandler, URGENT } from './commands.ts';
export { leaving, leavingWorks } from './leaving/commands.ts';
export type { MailReader } from './sent/domain.ts';
export { en as mailsEn } from './sent/messages.en.ts';
export { fr as mailsFr } from './sent/messages.fr.ts';
export { listMailsOfPartner } from './sent/queries.ts';
export { webhookHandler } from './webhooks/commands.ts';
export { startDeliveries } from './webhooks/delivery/commands.ts';
