import { z } from 'zod';
import { line } from '../alliance/public.ts';
import { ROLES, SCOPE_KINDS, SCOPES_OF_ROLE, TOKEN_SCOPES } from './domain.ts';

declare module '../../platform/access/access.ts' {
  interface Permissions {
    'accounts.read': true;
    'accounts.manage': true;
    'accounts.invite': true;
    'mailbox.read': true;
    'jobs.read': true;
    /** Asks for another try of work that failed. */
    'jobs.retry': true;
    'backups.run': true;
  }
}

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

export const tokenInput = z.object({
  name: line(80),
  scopes: z.array(z.enum(TOKEN_SCOPES)).min(1, 'required'),
  days: z.coerce.number().int().min(1).max(365).default(90),
});
export type TokenInput = z.output<typeof tokenInput>;
