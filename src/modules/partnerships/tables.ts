import type { ColumnType, Generated } from 'kysely';
import type {
  DateOnly,
  DefaultTimestamp,
  Json,
  SearchVector,
  Timestamp,
  Version,
} from '../../platform/db/schema.ts';
import type { Commitment, TerritoryKind } from '../alliance/public.ts';
import type { PartnershipType, Stage } from './domain.ts';
import type { Checked } from './join/domain.ts';
import type { Evidence } from './needs/contract.ts';
import type { NeedStatus } from './needs/domain.ts';
import type { Details } from './types/domain.ts';

export interface PartnershipTable {
  id: string;
  reference: string;
  title: string;
  type: PartnershipType;
  stage: Stage;
  commitment: Commitment;
  partner_id: string;
  department_code: string;
  summary: string;
  starts_on: DateOnly | null;
  ends_on: DateOnly | null;
  agreed_on: DateOnly | null;
  slug: string | null;
  public_summary: string;
  operator_agreed_at: Timestamp | null;
  operator_agreed_by: string | null;
  partner_agreed_at: Timestamp | null;
  partner_agreed_by: string | null;
  owner_id: string | null;
  next_step: Generated<string>;
  next_step_on: ColumnType<DateOnly | null, DateOnly | null | undefined, DateOnly | null>;
  version: Version;
  created_by: string | null;
  created_at: DefaultTimestamp;
  updated_at: DefaultTimestamp;
  stage_since: DefaultTimestamp;
  /** Values of the type's own fields, by key. */
  details: ColumnType<Details, string | undefined, string>;
  /** The number that an imported file gives to it. */
  external_key: Generated<string | null>;
  search_text: string;
  /** The partner's words; the database keeps them. */
  partner_text: Generated<string>;
  search: SearchVector;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    partnership: PartnershipTable;
    partnership_commitment: { partnership_id: string; commitment: Commitment };
    partnership_territory: {
      partnership_id: string;
      territory_kind: TerritoryKind;
      territory_code: string;
    };
    partnership_place: { partnership_id: string; place_id: string };
    partnership_need: { partnership_id: string; need_id: string };
    partnership_objective: {
      id: string;
      partnership_id: string;
      label: string;
      unit: string;
      target: number | null;
      due_on: DateOnly | null;
      position: number;
    };
    partnership_move: {
      id: string;
      partnership_id: string;
      from_stage: Stage | null;
      to_stage: Stage;
      reason: string;
      moved_by: string | null;
      moved_at: DefaultTimestamp;
    };
    partnership_milestone: {
      partnership_id: string;
      key: string;
      due_on: DateOnly | null;
      done_on: DateOnly | null;
      note: Generated<string>;
    };
    partnership_note: {
      id: string;
      partnership_id: string;
      body: string;
      author_id: string | null;
      created_at: DefaultTimestamp;
    };
    need: {
      id: string;
      territory_kind: 'commune' | 'epci' | 'department';
      territory_code: string;
      department_code: string;
      commitment: Commitment;
      title: string;
      description: string;
      evidence: Json<Evidence[]>;
      status: NeedStatus;
      version: Version;
      created_by: string | null;
      created_at: DefaultTimestamp;
      updated_at: DefaultTimestamp;
    };
    join_request: {
      id: string;
      organisation: string;
      siret: string | null;
      siren: string | null;
      rna: string | null;
      contact_name: string;
      contact_email: string;
      commune_code: string;
      department_code: string;
      commitment: Commitment;
      message: string;
      locale: 'fr' | 'en';
      status: Generated<'new' | 'accepted' | 'refused'>;
      answer: Generated<string>;
      partner_id: string | null;
      follow_hash: string;
      answered_by: string | null;
      answered_at: Timestamp | null;
      due_on: DateOnly;
      reminded_at: Timestamp | null;
      escalated_at: Timestamp | null;
      checked: Generated<Checked>;
      listed_name: Generated<string>;
      listed_siren: Generated<string>;
      duplicate_of: string | null;
      partnership_id: string | null;
      refusal: string | null;
      doors: Generated<string[]>;
      created_at: DefaultTimestamp;
    };
  }
}
