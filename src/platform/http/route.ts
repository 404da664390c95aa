import {
  createContext,
  type LoaderFunctionArgs,
  RouterContextProvider,
  redirect,
} from 'react-router';
import { type Actor, authorize, type Ctx, type Permission, type Scope } from '../access/access.ts';
import { databaseTrouble } from '../db/trouble.ts';
import { countCall, type Limit } from './rate-limit.ts';
import type { Services } from './services.ts';
import { unavailable } from './unavailable.ts';
import { isUnreadableForm, isUnreadableJson, UnreadableForm } from './unreadable.ts';

/** What the server hands to every page: who asks, in which language, and the services. */
export interface PageRequest {
  readonly ctx: Ctx;
  readonly services: Services;
  readonly nonce: string;
  /** Address of the client, for rate limits only; never stored or logged. */
  readonly clientAddress: string;
  /** Told the seconds after which to ask again; the HTTP server says it in the answer's head. */
  readonly later?: (seconds: number) => void;
}

export const pageRequest = createContext<PageRequest>();

/** Wraps what the HTTP server knows for the router. */
export function pageContext(request: PageRequest): RouterContextProvider {
  const provider = new RouterContextProvider();
  provider.set(pageRequest, request);
  return provider;
}

/** Any permission, `'NONE'` (public) or `'ACCOUNT'` (whoever is signed in). */
export type Declared = Permission | 'NONE' | 'ACCOUNT';

type ScopeOf<D extends Declared> = D extends Permission ? Scope<D> : null;

/** A permission, and how often what it opens may be asked for. */
export interface Limited<D extends Declared> {
  readonly permission: D;
  readonly limit: Limit;
}

export interface GuardedArgs<D extends Declared> {
  readonly ctx: Ctx;
  readonly actor: Actor;
  readonly services: Services;
  /** Proof of permission, to be handed to queries and commands. */
  readonly scope: ScopeOf<D>;
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly clientAddress: string;
}

/** A loader or action that says what it needs. The server refuses to start with any other. */
export interface Guarded<T> {
  (args: LoaderFunctionArgs): Promise<T>;
  readonly permission: Declared;
  readonly limit: Limit | null;
}

/**
 * Declares the permission of a loader or an action and enforces it before the handler runs:
 * a stranger is sent to sign in (and back), somebody without the permission gets 403.
 * With a limit, one account, or one network address, that asks more often than that gets 429.
 */
export function guard<D extends Declared, T>(
  needs: D | Limited<D>,
  handler: (args: GuardedArgs<D>) => Promise<T> | T,
): Guarded<T> {
  const { permission, limit }: Limited<D> | { permission: D; limit: null } =
    typeof needs === 'string' ? { permission: needs, limit: null } : needs;
  const guarded = async (args: LoaderFunctionArgs): Promise<T> => {
    const { ctx, services, clientAddress, later } = args.context.get(pageRequest);
    const url = new URL(args.request.url);
    const scope = admit(permission, ctx.actor, url, args.request.method);
    const accountId = ctx.actor.accountId;
    const work = async () => {
      const wait = limit ? await countCall(ctx.db, limit, { accountId, clientAddress }) : 0;
      if (wait > 0) throw tooMany(wait);
      return handler({
        ctx,
        services,
        clientAddress,
        actor: ctx.actor,
        scope: scope as ScopeOf<D>,
        request: readable(args.request),
        url,
        params: args.params,
      });
    };
    return work().then(said(later), (error: unknown) => {
      if (error instanceof Response) wasLate(error, later);
      if (error instanceof UnreadableForm) throw new Response('unreadable', { status: 400 });
      if (isNoForm(error)) throw notAForm(args.request);
      if (databaseTrouble(error) === null) throw error;
      const trouble = services.incidents.report(error, 'page', { method: args.request.method });
      throw unavailable(trouble ?? 'down');
    });
  };
  return Object.assign(guarded, { permission, limit });
}

/** Passes an answer on; the router leaves out of a page's head what its data says of waiting. */
function said(later: PageRequest['later']) {
  return <T>(answer: T): T => {
    const { init } = (answer ?? {}) as { readonly init?: ResponseInit | null };
    if (init) wasLate({ status: init.status ?? 200, headers: new Headers(init.headers) }, later);
    return answer;
  };
}

function wasLate(answer: Pick<Response, 'status' | 'headers'>, later: PageRequest['later']): void {
  const wait = answer.status === 429 ? answer.headers.get('retry-after') : null;
  if (wait) later?.(Number(wait));
}

/** The same request, whose body is refused when it holds what no column can keep. */
function readable(request: Request): Request {
  const form = request.formData.bind(request);
  return Object.defineProperties(request, {
    // The router hands one request to several handlers.
    formData: {
      configurable: true,
      value: async () => {
        const read = await form();
        if (isUnreadableForm(read)) throw new UnreadableForm('unreadable text');
        return read;
      },
    },
    json: {
      configurable: true,
      value: async () => {
        const text = await request.text();
        const read: unknown = JSON.parse(text);
        if (isUnreadableJson(text, read)) throw new UnreadableForm('unreadable text');
        return read;
      },
    },
  });
}

/** A body that is no form where one was read: the runtime says so by its message only. */
function isNoForm(error: unknown): boolean {
  return error instanceof TypeError && /form-?data/i.test(error.message);
}

/** Something else than a form, or a form that broke off. */
function notAForm(request: Request): Response {
  const said = request.headers.get('content-type') ?? '';
  const form = /^\s*(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(said);
  return new Response('not-a-form', { status: form ? 400 : 415 });
}

function admit(permission: Declared, actor: Actor, url: URL, method: string): Scope | null {
  if (permission === 'NONE') return null;
  if (actor.accountId === null) {
    const back = method === 'GET' ? url.pathname.replace(/\.data$/, '') + url.search : '/';
    throw redirect(`/connexion?suite=${encodeURIComponent(back)}`);
  }
  if (permission === 'ACCOUNT') return null;
  const scope = authorize(actor, permission);
  if (!scope) throw new Response('forbidden', { status: 403 });
  return scope;
}

/** Answer to whoever asks too often, with the seconds to wait. */
export function tooMany(wait: number): Response {
  return new Response('too-many', { status: 429, headers: { 'retry-after': String(wait) } });
}

/** Answer for a thing that is not there, or that this actor must not know of. */
export function notFound(): Response {
  return new Response('not-found', { status: 404 });
}
