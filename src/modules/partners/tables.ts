import type { ColumnType, Generated } from 'kysely';
import type {
  DateOnly,
  DefaultTimestamp,
  Json,
  Searchable,
  Timestamp,
  Version,
} from '../../platform/db/schema.ts';
import type { Moved } from './merging/domain.ts';

export interface PartnerTable extends Searchable {
  id: string;
  name: string;
  acronym: string;
  kind: string;
  siren: string | null;
  siret: string | null;
  rna: string | null;
  description: string;
  address: string;
  postal_code: string;
  commune_code: string | null;
  department_code: string | null;
  website: string | null;
  source: string | null;
  external_key: string | null;
  name_folded: string;
  parent_id: Generated<string | null>;
  place_key: Generated<string>;
  version: Version;
  created_by: string | null;
  created_at: DefaultTimestamp;
  updated_at: DefaultTimestamp;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    partner: PartnerTable;
    partner_contact: {
      id: string;
      partner_id: string;
      name: string;
      function: string;
      email: string | null;
      phone: string | null;
      consent_on: Generated<DateOnly | null>;
      consent_purpose: Generated<string>;
      consent_ended_on: Generated<DateOnly | null>;
      version: Version;
      created_at: DefaultTimestamp;
    };
    partner_establishment: {
      id: string;
      partner_id: string;
      name: string;
      siret: string | null;
      address: string;
      postal_code: string;
      commune_code: string | null;
      created_at: DefaultTimestamp;
    };
    partner_label: {
      id: string;
      partner_id: string;
      kind: 'label' | 'role';
      code: string;
      source: string;
      valid_from: DateOnly | null;
      valid_to: DateOnly | null;
      created_by: string | null;
      created_at: DefaultTimestamp;
    };
    partner_document: {
      id: string;
      partner_id: string;
      partnership_id: string | null;
      kind: string;
      title: string;
      file_key: string;
      file_name: string;
      type: string;
      size: number;
      sha256: string;
      expires_on: DateOnly | null;
      private: Generated<boolean>;
      removed_at: ColumnType<Date | null, undefined, Date>;
      uploaded_by: string | null;
      uploaded_at: DefaultTimestamp;
    };
    partner_document_notice: { document_id: string; days: number; at: DefaultTimestamp };
    partner_event: {
      id: string;
      partner_id: string;
      kind: string;
      detail: Json<Record<string, string>>;
      by_id: string | null;
      at: DefaultTimestamp;
    };
    partner_merge: {
      id: string;
      kept_id: string;
      merged_id: string;
      merged_name: string;
      merged_row: Json<Record<string, unknown>>;
      kept_before: Json<Record<string, unknown>>;
      kept_after: Json<Record<string, unknown>>;
      moved: Json<Moved[]>;
      grants: Json<Record<string, unknown>[]>;
      merged_by: string | null;
      merged_at: DefaultTimestamp;
      undone_by: string | null;
      undone_at: Timestamp | null;
    };
    partner_note: {
      id: string;
      partner_id: string;
      department_code: string;
      body: string;
      author_id: string | null;
      created_at: DefaultTimestamp;
    };
  }
}
