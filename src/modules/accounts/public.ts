export { endSession, ensureAccount, type NewAccount, revokeGrant, setLocale } from './commands.ts';
export { ROLES, type Role, SCOPES_OF_ROLE, type ScopeKind, TOKEN_SCOPES } from './domain.ts';
export { acceptInvitation, invite, openInvitation } from './invitations/commands.ts';
export { en as accountsEn } from './messages.en.ts';
export { fr as accountsFr } from './messages.fr.ts';
export { abilitiesOf, type GrantRow, MATRIX, type SignedIn } from './policy.ts';
export {
  actorFromGrants,
  type DepartmentsOf,
  digest,
  listDemonstrationAccounts,
  listSessions,
  signedIn,
  tokenActor,
} from './queries.ts';
export {
  authGateway,
  createSignIn,
  LINK_SECONDS,
  redeemLink,
  requestLink,
  type SignIn,
  tokenFor,
} from './sign-in/commands.ts';
export { createToken, listTokens, revokeToken } from './tokens/commands.ts';
