import type { Generated } from 'kysely';
import type { DateOnly, DefaultTimestamp, Version } from '../../platform/db/schema.ts';
import type { AdvisorKind } from './domain.ts';

declare module '../../platform/db/schema.ts' {
  interface Schema {
    advisor: {
      id: string;
      name: string;
      kind: AdvisorKind;
      employer_partner_id: string | null;
      partnership_id: string;
      account_id: string | null;
      themes: string[];
      access: Generated<string[]>;
      languages: Generated<string[]>;
      department_code: string;
      active_from: DateOnly;
      active_until: DateOnly | null;
      version: Version;
      created_by: string | null;
      created_at: DefaultTimestamp;
      updated_at: DefaultTimestamp;
    };
  }
}
