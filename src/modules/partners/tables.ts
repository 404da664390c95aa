import type { DefaultTimestamp, Searchable, Version } from '../../platform/db/schema.ts';

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
      created_at: DefaultTimestamp;
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
