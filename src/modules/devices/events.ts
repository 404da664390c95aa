import { z } from 'zod';

/** Devices were sent to a place, received there, or not received for a week. */
export const transferEvent = z.object({ transferId: z.string() });
export const TRANSFER_SENT = 'devices.transfer-sent';
export const TRANSFER_RECEIVED = 'devices.transfer-received';
export const TRANSFER_OVERDUE = 'devices.transfer-overdue';

/** A place has few devices of a kind left, or loans that should be back. */
export const devicePlaceEvent = z.object({
  placeId: z.string(),
  /** The day on which it was so. */
  on: z.string(),
});
export const STOCK_LOW = 'devices.stock-low';
export const LOANS_OVERDUE = 'devices.loans-overdue';
