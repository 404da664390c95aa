import { z } from 'zod';
import { prose, uuid } from '../../alliance/public.ts';

export const transferInput = z.object({
  /** The client's, so that sending the form twice sends the devices once. */
  id: uuid,
  fromPlaceId: uuid,
  toPlaceId: uuid,
  deviceIds: z.array(uuid).min(1, 'choose-devices').max(500),
  note: prose(500).default(''),
});
export type TransferInput = z.output<typeof transferInput>;

/** What arrived; every other device of the transfer is missing. */
export const receptionInput = z.object({ received: z.array(uuid).max(500) });
export type ReceptionInput = z.output<typeof receptionInput>;
