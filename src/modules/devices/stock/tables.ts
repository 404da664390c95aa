import type { DeviceKind } from '../domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    device_threshold: {
      place_id: string;
      kind: DeviceKind;
      few: number;
      told_at: Date | null;
    };
  }
}
