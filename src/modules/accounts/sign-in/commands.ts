import { betterAuth } from 'better-auth';
import { genericOAuth, magicLink } from 'better-auth/plugins';
import { sql } from 'kysely';
import { seal } from '../../../platform/access/seal.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { localPath } from '../../../platform/http/forms.ts';
import type { AuthGateway } from '../../../platform/http/services.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { LINK_ASKED } from '../events.ts';
import { digest } from '../queries.ts';
import { LINK_SECONDS, linkOwner } from './queries.ts';
import '../tables.ts';

const SESSION_SECONDS = 7 * 24 * 3600;

/** Where somebody lands whom the identity provider or we did not let in. */
const REFUSED = '/connexion?oidc=refus';
const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null };

export interface SignInOptions {
  readonly db: Db;
  readonly secret: string;
  readonly publicUrl: string;
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
  } | null;
}

/** Called with a link's token instead of writing to the outbox; for one-click demonstration accounts. */
type TokenCatcher = (token: string) => void;
const catchers = new Map<string, TokenCatcher>();

/**
 * Sign-in by magic link and OpenID Connect. Accounts are made by invitation only: neither way
 * makes one for a stranger.
 */
export function createSignIn(options: SignInOptions) {
  const auth = betterAuth({
    appName: 'Maillage',
    baseURL: options.publicUrl,
    basePath: '/auth',
    secret: options.secret,
    database: { db: options.db, type: 'postgres' },
    user: { modelName: 'auth_user' },
    session: { modelName: 'auth_session', expiresIn: SESSION_SECONDS, updateAge: 24 * 3600 },
    account: {
      modelName: 'auth_identity',
      accountLinking: { enabled: true, trustedProviders: ['oidc'] },
    },
    verification: { modelName: 'auth_verification' },
    advanced: {
      cookiePrefix: 'maillage',
      useSecureCookies: options.publicUrl.startsWith('https:'),
      // With joins, a session and its user are one query instead of two, on every request.
      database: { generateId: () => newId(), joins: true },
    },
    trustedOrigins: [options.publicUrl],
    // The library's own page of errors is not served; ours says what to do.
    onAPIError: { errorURL: REFUSED },
    // Nothing here speaks to the provider again: its tokens would only be there to be stolen.
    databaseHooks: {
      account: {
        create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
        update: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
      },
    },
    // Limits are counted in the shared database by our own routes, not in this process' memory.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [
      magicLink({
        expiresIn: LINK_SECONDS,
        disableSignUp: true,
        storeToken: { type: 'custom-hasher', hash: async (token) => digest(token) },
        sendMagicLink: async ({ email, token }) => {
          const caught = catchers.get(email);
          if (caught) return caught(token);
          await askForLinkMail(options, email, token);
        },
      }),
      ...(options.oidc
        ? [
            genericOAuth({
              config: [
                {
                  providerId: 'oidc',
                  discoveryUrl: `${options.oidc.issuer}/.well-known/openid-configuration`,
                  clientId: options.oidc.clientId,
                  clientSecret: options.oidc.clientSecret,
                  scopes: ['openid', 'email', 'profile'],
                  pkce: true,
                  disableSignUp: true,
                },
              ],
            }),
          ]
        : []),
    ],
  });
  return auth;
}

export type SignIn = ReturnType<typeof createSignIn>;

async function askForLinkMail(options: SignInOptions, email: string, token: string): Promise<void> {
  const known = await options.db
    .selectFrom('auth_user')
    .select('id')
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst();
  if (!known) return;
  await emit(options.db, {
    type: LINK_ASKED,
    payload: { userId: known.id, sealedToken: seal(options.secret, token) },
  });
}

/**
 * Asks for a sign-in link. The answer is the same whether the address is known or not, so that
 * nobody can learn who has an account.
 */
export async function requestLink(auth: SignIn, email: string, headers: Headers): Promise<void> {
  await auth.api.signInMagicLink({ body: { email, callbackURL: '/' }, headers });
}

/** Redeems a link's token: headers with the session cookie, or null when it is spent or too old. */
export async function redeemLink(
  auth: SignIn,
  token: string,
  headers: Headers,
): Promise<Headers | null> {
  try {
    const answer = await auth.api.magicLinkVerify({ query: { token }, headers, asResponse: true });
    const out = cookiesOf(answer);
    return out.getSetCookie().some((cookie) => cookie.includes('session_token=')) ? out : null;
  } catch {
    return null;
  }
}

/**
 * Takes somebody back who comes from the identity provider. The library holds the state against
 * the cookie of the browser that began; where it leads from there is our own page or nothing, and
 * what the provider said of an error stays out of the address.
 */
export async function finishOidc(auth: SignIn, request: Request): Promise<Response> {
  const answer = await auth.handler(request);
  const headers = cookiesOf(answer);
  const entered = headers.getSetCookie().some((cookie) => /session_token=[^;]/.test(cookie));
  headers.set('location', entered ? localPath(answer.headers.get('location')) : REFUSED);
  return new Response(null, { status: 302, headers });
}

/** Makes a fresh token for an account without a mail: demonstration accounts and first set-up. */
export async function tokenFor(auth: SignIn, email: string): Promise<string> {
  return new Promise((resolve, reject) => {
    catchers.set(email, resolve);
    auth.api
      .signInMagicLink({ body: { email, callbackURL: '/' }, headers: new Headers() })
      .catch(reject)
      .finally(() => catchers.delete(email));
  });
}

/** The ways in, as the pages use them. */
export function authGateway(db: Db, auth: SignIn, oidc: boolean): AuthGateway {
  return {
    requestLink: (email, headers) => requestLink(auth, email, headers),
    linkOwner: (token) => linkOwner(db, token),
    redeemLink: (token, headers) => redeemLink(auth, token, headers),
    openSession: async (email, headers) => redeemLink(auth, await tokenFor(auth, email), headers),
    sessionId: async (headers) => (await auth.api.getSession({ headers }))?.session.id ?? null,
    async signOut(headers) {
      const answer = await auth.api.signOut({ headers, asResponse: true });
      return cookiesOf(answer);
    },
    async startOidc(headers) {
      if (!oidc) return null;
      const answer = await auth.handler(
        new Request(`${auth.options.baseURL}/auth/sign-in/social`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            origin: String(auth.options.baseURL),
            cookie: headers.get('cookie') ?? '',
          },
          body: JSON.stringify({
            provider: 'oidc',
            callbackURL: '/',
            errorCallbackURL: REFUSED,
          }),
        }),
      );
      if (!answer.ok) return null;
      const body = (await answer.json()) as { url?: string };
      return body.url ? { url: body.url, headers: cookiesOf(answer) } : null;
    },
  };
}

function cookiesOf(answer: Response): Headers {
  const out = new Headers();
  for (const cookie of answer.headers.getSetCookie()) out.append('set-cookie', cookie);
  return out;
}
