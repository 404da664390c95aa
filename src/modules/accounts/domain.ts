/** The roles of the alliance, in the order in which they are shown. */
export const ROLES = [
  'alliance-lead',
  'territory-delegate',
  'place-manager',
  'counter-agent',
  'advisor',
  'employee',
  'line-manager',
  'buyer',
  'partner-admin',
  'partner-member',
  'verifier',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

export const SCOPE_KINDS = ['national', 'region', 'department', 'place', 'organisation'] as const;
export type ScopeKind = (typeof SCOPE_KINDS)[number];

/** Which kinds of scope a role may be given. */
export const SCOPES_OF_ROLE: Readonly<Record<Role, readonly ScopeKind[]>> = {
  'alliance-lead': ['national'],
  'territory-delegate': ['department', 'region'],
  'place-manager': ['place'],
  'counter-agent': ['place'],
  advisor: ['department', 'region', 'place', 'organisation'],
  employee: ['department', 'region', 'national'],
  'line-manager': ['department', 'region', 'national'],
  buyer: ['national'],
  'partner-admin': ['organisation'],
  'partner-member': ['organisation'],
  verifier: ['national'],
  admin: ['national'],
};

/** What a token of the programming interface may do. */
export const TOKEN_SCOPES = ['read', 'write'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];
