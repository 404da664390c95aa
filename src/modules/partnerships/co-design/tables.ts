import type { DefaultTimestamp, Version } from '../../../platform/db/schema.ts';
import type { Outcome, Priority, Visibility } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    need_priority: {
      need_id: string;
      /** Null: the operator. */
      partner_id: string | null;
      priority: Priority;
      given_by: string | null;
      given_at: DefaultTimestamp;
    };
    proposal: {
      id: string;
      need_id: string;
      partner_id: string;
      title: string;
      body: string;
      means: string;
      visibility: Visibility;
      outcome: Outcome | null;
      version: Version;
      created_by: string | null;
      created_at: DefaultTimestamp;
      updated_at: DefaultTimestamp;
    };
    proposal_support: {
      proposal_id: string;
      /** Null: the operator. */
      partner_id: string | null;
      sentence: string;
      given_by: string | null;
      given_at: DefaultTimestamp;
    };
    proposal_decision: {
      id: string;
      proposal_id: string;
      outcome: Outcome;
      reason: string;
      merged_into: string | null;
      decided_by: string | null;
      decided_at: DefaultTimestamp;
    };
    proposal_invitation: {
      need_id: string;
      partner_id: string;
      sentence: string;
      invited_by: string | null;
      invited_at: DefaultTimestamp;
    };
  }
}
