import type { DateOnly, DefaultTimestamp, Version } from '../../platform/db/schema.ts';
import type { DeviceKind, DeviceState, Move, Origin } from './domain.ts';

declare module '../../platform/db/schema.ts' {
  interface Schema {
    device_lot: {
      id: string;
      kind: DeviceKind;
      maker: string;
      model: string;
      origin: Origin;
      quantity: number;
      price_cents: number;
      partnership_id: string;
      place_id: string;
      received_on: DateOnly;
      note: string;
      created_by: string | null;
      created_at: DefaultTimestamp;
    };
    device: {
      id: string;
      lot_id: string;
      number: string;
      serial: string | null;
      place_id: string;
      state: DeviceState;
      version: Version;
      updated_at: DefaultTimestamp;
    };
    device_event: {
      id: string;
      device_id: string;
      move: Move | 'arrive';
      from_state: DeviceState | null;
      to_state: DeviceState;
      place_id: string;
      hand_out_id: string | null;
      transfer_id: string | null;
      note: string;
      done_by: string | null;
      done_at: DefaultTimestamp;
    };
  }
}
