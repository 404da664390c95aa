import type { DefaultTimestamp } from '../../../platform/db/schema.ts';
import type { View } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    saved_view: {
      id: string;
      owner_id: string;
      name: string;
      view: View;
      search: string;
      shared: boolean;
      created_at: DefaultTimestamp;
    };
  }
}
