import { z } from 'zod';

declare module '../../platform/access/access.ts' {
  interface Permissions {
    'accounts.read': true;
    'accounts.manage': true;
    'accounts.invite': true;
    'mailbox.read': true;
    'jobs.read': true;
  }
}

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

/** An invitation as it is asked for: one address, one role, one scope. */
export const invitationInput = z
  .object({
    email: z.email({ error: 'email-invalid' }).trim().toLowerCase().max(254),
    role: z.enum(ROLES, { error: 'role-unknown' }),
    scopeKind: z.enum(SCOPE_KINDS, { error: 'scope-unknown' }),
    scopeCode: z.string().trim().max(60).default(''),
  })
  .superRefine((input, issue) => {
    if (!SCOPES_OF_ROLE[input.role].includes(input.scopeKind)) {
      issue.addIssue({ code: 'custom', path: ['scopeKind'], message: 'scope-not-for-role' });
    }
    if ((input.scopeKind === 'national') !== (input.scopeCode === '')) {
      issue.addIssue({ code: 'custom', path: ['scopeCode'], message: 'scope-code-missing' });
    }
  });
export type InvitationInput = z.output<typeof invitationInput>;

/** What a token of the programming interface may do. */
export const TOKEN_SCOPES = ['read', 'write'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

export const tokenInput = z.object({
  name: z.string({ error: 'required' }).trim().min(1, 'required').max(80, 'too-long'),
  scopes: z.array(z.enum(TOKEN_SCOPES)).min(1, 'required'),
  days: z.coerce.number().int().min(1).max(365).default(90),
});
export type TokenInput = z.output<typeof tokenInput>;
