import type { Generated } from 'kysely';
import type { DefaultTimestamp, Timestamp } from '../../platform/db/schema.ts';

interface GrantTable {
  id: string;
  user_id: string;
  role: string;
  scope_kind: 'national' | 'region' | 'department' | 'place' | 'organisation';
  scope_code: string;
  granted_by: string | null;
  granted_at: DefaultTimestamp;
}

interface InvitationTable {
  id: string;
  email: string;
  role: string;
  scope_kind: GrantTable['scope_kind'];
  scope_code: string;
  token_hash: string;
  invited_by: string | null;
  created_at: DefaultTimestamp;
  expires_at: Timestamp;
  accepted_at: Timestamp | null;
  withdrawn_at: Timestamp | null;
}

interface ApiTokenTable {
  id: string;
  user_id: string;
  name: string;
  token_hash: string;
  hint: string;
  scopes: string[];
  created_at: DefaultTimestamp;
  expires_at: Timestamp;
  last_used_at: Timestamp | null;
  revoked_at: Timestamp | null;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    auth_user: {
      id: string;
      name: string;
      email: string;
      emailVerified: Generated<boolean>;
      image: string | null;
      locale: Generated<'fr' | 'en'>;
      demonstration: Generated<boolean>;
      createdAt: DefaultTimestamp;
      updatedAt: DefaultTimestamp;
    };
    auth_session: {
      id: string;
      userId: string;
      token: string;
      expiresAt: Timestamp;
      ipAddress: string | null;
      userAgent: string | null;
      createdAt: DefaultTimestamp;
      updatedAt: DefaultTimestamp;
    };
    account_grant: GrantTable;
    invitation: InvitationTable;
    api_token: ApiTokenTable;
  }
}
