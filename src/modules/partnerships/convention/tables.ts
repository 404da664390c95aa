import type { Generated } from 'kysely';
import type {
  DateOnly,
  DefaultTimestamp,
  Json,
  Timestamp,
  Version,
} from '../../../platform/db/schema.ts';
import type { PartnershipType } from '../domain.ts';
import type { Clause, Content, ConventionStatus, Side } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    convention_template: {
      id: string;
      type: PartnershipType;
      version: number;
      clauses: Json<Clause[]>;
      created_by: string | null;
      created_at: DefaultTimestamp;
    };
    convention: {
      id: string;
      partnership_id: string;
      number: number;
      status: ConventionStatus;
      template_version: number;
      revision: Generated<number>;
      content: Json<Content>;
      starts_on: DateOnly | null;
      ends_on: DateOnly | null;
      way: Generated<'links' | 'paper'>;
      sealed_key: string | null;
      sealed_sha256: string | null;
      sealed_at: Timestamp | null;
      scan_key: string | null;
      scan_name: string | null;
      scan_type: string | null;
      scan_sha256: string | null;
      signed_on: DateOnly | null;
      reason: Generated<string>;
      version: Version;
      created_by: string | null;
      created_at: DefaultTimestamp;
      updated_at: DefaultTimestamp;
    };
    convention_revision: {
      convention_id: string;
      revision: number;
      content: Json<Content>;
      changed_by: string | null;
      changed_at: DefaultTimestamp;
    };
    convention_signatory: {
      id: string;
      convention_id: string;
      side: Side;
      name: string;
      function: string;
      email: string;
      name_folded: string;
      position: number;
      reminders: Generated<number>;
      told_at: Timestamp | null;
      refused_at: Timestamp | null;
      refused_reason: Generated<string>;
      removed_at: Timestamp | null;
    };
    convention_signature: {
      id: string;
      signatory_id: string;
      convention_id: string;
      revision: number;
      material_sha256: string;
      name: string;
      function: string;
      email: string;
      signed_at: Timestamp;
      voided_at: Timestamp | null;
    };
    convention_link: {
      id: string;
      signatory_id: string;
      secret_hash: string;
      revision: number;
      created_at: DefaultTimestamp;
      expires_at: Timestamp;
      revoked_at: Timestamp | null;
    };
    convention_code: {
      signatory_id: string;
      code_hash: string;
      expires_at: Timestamp;
      tries: Generated<number>;
    };
    convention_event: {
      id: string;
      convention_id: string;
      kind: string;
      signatory_id: string | null;
      detail: Generated<string>;
      by_id: string | null;
      at: DefaultTimestamp;
    };
  }
}
