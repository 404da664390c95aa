export { eventHandlers, type NotifyOptions } from './commands.ts';
export { deliverDue, type WebhookOptions, webhookHandler } from './webhooks/commands.ts';
