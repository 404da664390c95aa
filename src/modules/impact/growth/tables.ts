import type { DefaultTimestamp } from '../../../platform/db/schema.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    growth_target: {
      year: number;
      region_code: string;
      value: number;
      set_by: string | null;
      set_at: DefaultTimestamp;
    };
  }
}
