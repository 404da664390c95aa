import { z } from 'zod';

/** Devices were sent to a place, received there, or not received for a week. */
export const transferEvent = z.object({ transferId: z.string() });
export const TRANSFER_SENT = 'devices.transfer-sent';
export const TRANSFER_RECEIVED = 'devices.transfer-received';
export const TRANSFER_OVERDUE = 'devices.transfer-overdue';
