import type { Generated } from 'kysely';
import type { DefaultTimestamp, Version } from '../../../platform/db/schema.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    model: {
      id: string;
      partnership_id: string;
      title: string;
      problem: string;
      money_euros: number | null;
      days: number | null;
      in_kind: Generated<string>;
      results: string;
      conditions: Generated<string>;
      contact_name: Generated<string>;
      contact_email: Generated<string>;
      version: Version;
      created_by: string | null;
      created_at: DefaultTimestamp;
      updated_at: DefaultTimestamp;
    };
    /** Which partnership took which one over, and through which model. */
    replication: { partnership_id: string; model_id: string; from_partnership_id: string };
    model_document: {
      id: string;
      model_id: string;
      title: string;
      file_key: string;
      file_name: string;
      type: string;
      size: number;
      sha256: string;
      uploaded_by: string | null;
      uploaded_at: DefaultTimestamp;
    };
  }
}
