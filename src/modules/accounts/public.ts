export { ensureAccount, type NewAccount, setLocale } from './commands.ts';
export { ROLES, type Role, SCOPES_OF_ROLE, type ScopeKind } from './domain.ts';

export { en as accountsEn } from './messages.en.ts';
export { fr as accountsFr } from './messages.fr.ts';
export { abilitiesOf, type GrantRow, MATRIX, type SignedIn } from './policy.ts';
export {
  accountsWith,
  type DepartmentsOf,
  firstAdministrator,
  listDemonstrationAccounts,
  signedIn,
  type TokenBearer,
  tokenActor,
} from './queries.ts';
export {
  authGateway,
  createSignIn,
  finishOidc,
  type SignIn,
  tokenFor,
} from './sign-in/commands.ts';
export { CALLBACK_PATH, isLibraryPath } from './sign-in/domain.ts';
export { createToken } from './tokens/commands.ts';
