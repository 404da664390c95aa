import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import type { SignedIn } from '../modules/accounts/public.ts';
import { authorize, type Ctx } from '../platform/access/access.ts';
import type { Db } from '../platform/db/schema.ts';
import { fieldErrors } from '../platform/http/forms.ts';
import type { AnyOperation } from '../platform/http/operation.ts';
import { preferredLocale } from '../platform/i18n/messages.ts';
import { openApiDocument } from './openapi.ts';
import { OPERATIONS } from './operations.ts';
import { problem, statusOf } from './problem.ts';
import { readablePage } from './readable.ts';

export interface ApiOptions {
  readonly db: Db;
  readonly publicUrl: string;
  /** Wakes the outbox after a write. */
  readonly wake: () => void;
  /** Who a bearer token stands for; null when it is none of ours. */
  readonly actorOf: (token: string) => Promise<SignedIn | null>;
}

/** The programming interface: every operation behind its permission, the document, the readable page. */
export function createApi(options: ApiOptions): Hono {
  const api = new Hono();
  const document = openApiDocument(OPERATIONS, options.publicUrl);
  api.get('/openapi.json', (c) => c.json(document));
  api.get('/docs', (c) =>
    c.html(readablePage(document, preferredLocale(c.req.header('accept-language')))),
  );
  for (const operation of OPERATIONS) {
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
    api.on(operation.method.toUpperCase(), path, (c) => answer(c, operation, options));
  }
  api.all('*', (c) => problem(c, 404, 'not-found'));
  api.onError((_error, c) => problem(c, 500, 'internal'));
  return api;
}

async function answer(c: Context, operation: AnyOperation, options: ApiOptions): Promise<Response> {
  const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  const caller = token ? await options.actorOf(token) : null;
  if (!caller) {
    c.header('www-authenticate', 'Bearer');
    return problem(c, 401, 'token-needed');
  }
  const scope = authorize(caller.actor, operation.permission);
  if (!scope) return problem(c, 403, 'forbidden');

  const params = await parse(operation.params, c.req.param());
  const query = await parse(operation.query, c.req.query());
  const body = await readBody(c, operation);
  const errors = [params, query, body].flatMap((part) => (part.ok ? [] : part.errors));
  if (errors.length > 0) return problem(c, 422, 'invalid', errors);

  const locale = c.req.header('accept-language')
    ? preferredLocale(c.req.header('accept-language'))
    : caller.locale;
  const ctx: Ctx = { db: options.db, actor: caller.actor, locale, now: new Date() };
  const outcome = await operation.handle({
    ctx,
    scope,
    params: params.ok ? params.value : undefined,
    query: query.ok ? query.value : undefined,
    body: body.ok ? body.value : undefined,
  });
  if (!outcome.ok) {
    const { code, field } = outcome.failure;
    return problem(c, statusOf(code), code, field ? [{ field, code }] : []);
  }
  if (operation.method !== 'get') options.wake();
  return c.json(operation.output.parse(outcome.value.body), outcome.value.created ? 201 : 200);
}

type Part =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly errors: readonly { field: string; code: string }[] };

async function parse(schema: z.ZodType | undefined, value: unknown): Promise<Part> {
  if (!schema) return { ok: true, value: undefined };
  const parsed = await schema.safeParseAsync(value);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, errors: fieldErrors(parsed.error) };
}

async function readBody(c: Context, operation: AnyOperation): Promise<Part> {
  if (!operation.body) return { ok: true, value: undefined };
  let json: unknown;
  try {
    json = await c.req.json();
  } catch {
    return { ok: false, errors: [{ field: 'body', code: 'json-invalid' }] };
  }
  return parse(operation.body, json);
}
