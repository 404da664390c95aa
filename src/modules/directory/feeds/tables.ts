import type { Json, Timestamp } from '../../../platform/db/schema.ts';
import type { FeedName, FeedReport } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    feed_snapshot: {
      feed: FeedName;
      /** Packed with gzip. */
      content: Buffer | Uint8Array;
      etag: string;
      /** Length unpacked. */
      bytes: number;
      rows: number;
      built_at: Timestamp;
    };
    feed_build: {
      id: string;
      built_at: Timestamp;
      built_by: string | null;
      report: Json<FeedReport>;
    };
  }
}
