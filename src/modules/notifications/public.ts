export { mailHandler, type NotifyOptions } from './commands.ts';
export type { MailReader } from './sent/domain.ts';
export { en as mailsEn } from './sent/messages.en.ts';
export { fr as mailsFr } from './sent/messages.fr.ts';
export { listMailsOfPartner } from './sent/queries.ts';
export { deliverDue, type WebhookOptions, webhookHandler } from './webhooks/commands.ts';
