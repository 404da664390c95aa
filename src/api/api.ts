import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import type { TokenBearer } from '../modules/accounts/public.ts';
import { ANONYMOUS, authorize, type Ctx } from '../platform/access/access.ts';
import type { Db } from '../platform/db/schema.ts';
import type { AppEnv } from '../platform/http/app.ts';
import { fieldErrors } from '../platform/http/forms.ts';
import { type AnyOperation, accessOf, BODY_BYTES } from '../platform/http/operation.ts';
import { countCall } from '../platform/http/rate-limit.ts';
import type { Services } from '../platform/http/services.ts';
import { isUnreadableJson } from '../platform/http/unreadable.ts';
import { preferredLocale } from '../platform/i18n/messages.ts';
import { openApiDocument } from './openapi.ts';
import { OPERATIONS } from './operations.ts';
import { problem, statusOf } from './problem.ts';
import { readablePage } from './readable.ts';

export interface ApiOptions {
  readonly db: Db;
  readonly services: Services;
  /** Who a bearer token stands for; null when it is none of ours. */
  readonly actorOf: (token: string) => Promise<TokenBearer | null>;
}

/** The programming interface: every operation behind its permission, the document, the readable page. */
export function createApi(options: ApiOptions): Hono<AppEnv> {
  const api = new Hono<AppEnv>();
  const document = openApiDocument(OPERATIONS, options.services.publicUrl);
  api.get('/openapi.json', (c) => c.json(document));
  api.get('/docs', (c) =>
    c.html(readablePage(document, preferredLocale(c.req.header('accept-language')))),
  );
  for (const operation of literalFirst(OPERATIONS)) {
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
    const limit = bodyLimit({
      maxSize: operation.bodyBytes ?? BODY_BYTES,
      onError: (c) => {
        // What was not read of the body still fills the connection.
        c.header('connection', 'close');
        return problem(c, 413, 'body-too-large');
      },
    });
    api.on(operation.method.toUpperCase(), path, limit, (c) => answer(c, operation, options));
  }
  api.all('*', (c) => problem(c, 404, 'not-found'));
  api.onError((error, c) => {
    const { incidents } = options.services;
    return incidents.report(error, 'api', { method: c.req.method, path: c.req.routePath })
      ? problem(c, 503, 'unavailable')
      : problem(c, 500, 'internal');
  });
  return api;
}

/** `/partners/look-up` before `/partners/{id}`: the first that matches answers. */
function literalFirst(operations: readonly AnyOperation[]): AnyOperation[] {
  const open = ({ path }: AnyOperation): number => path.split('{').length;
  return operations.toSorted((a, b) => open(a) - open(b));
}

async function callerOf(c: Context, options: ApiOptions): Promise<TokenBearer | null> {
  const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  return token ? options.actorOf(token) : null;
}

async function answer(
  c: Context<AppEnv>,
  operation: AnyOperation,
  options: ApiOptions,
): Promise<Response> {
  const open = operation.permission === 'NONE';
  const caller = open ? null : await callerOf(c, options);
  if (!caller && !open) {
    c.header('www-authenticate', 'Bearer');
    return problem(c, 401, 'token-needed');
  }
  if (caller && !caller.uses.includes(accessOf(operation))) {
    return problem(
      c,
      403,
      accessOf(operation) === 'write' ? 'token-reads-only' : 'token-writes-only',
    );
  }
  const actor = caller?.actor ?? ANONYMOUS;
  const scope = open ? null : authorize(actor, operation.permission);
  if (!scope && !open) return problem(c, 403, 'forbidden');

  const asking = { accountId: actor.accountId, clientAddress: c.get('clientAddress') };
  const wait = operation.limit ? await countCall(options.db, operation.limit, asking) : 0;
  if (wait > 0) {
    c.header('retry-after', String(wait));
    return problem(c, 429, 'too-many');
  }

  const params = await parse(operation.params, c.req.param());
  const query = await parse(operation.query, c.req.query());
  const body = await readBody(c, operation);
  if (body === UNREADABLE) return problem(c, 400, 'unreadable');
  const errors = [params, query, body].flatMap((part) => (part.ok ? [] : part.errors));
  if (errors.length > 0) return problem(c, 422, 'invalid', errors);

  const spoken = c.req.header('accept-language');
  const locale = caller && !spoken ? caller.locale : preferredLocale(spoken);
  const ctx: Ctx = { db: options.db, actor, locale, now: new Date() };
  const outcome = await operation.handle({
    ctx,
    scope,
    params: params.ok ? params.value : undefined,
    query: query.ok ? query.value : undefined,
    body: body.ok ? body.value : undefined,
    services: options.services,
    clientAddress: c.get('clientAddress'),
  });
  if (!outcome.ok) {
    const { code, field, errors: all, detail, retryAfter } = outcome.failure;
    if (retryAfter !== undefined) c.header('retry-after', String(retryAfter));
    return problem(c, statusOf(code), code, all ?? (field ? [{ field, code }] : []), detail);
  }
  if (accessOf(operation) === 'write') options.services.wake();
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

/** A body with what no column can keep. */
const UNREADABLE = Symbol('unreadable');

async function readBody(c: Context, operation: AnyOperation): Promise<Part | typeof UNREADABLE> {
  if (!operation.body) return { ok: true, value: undefined };
  const text = await c.req.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, errors: [{ field: 'body', code: 'json-invalid' }] };
  }
  if (isUnreadableJson(text, json)) return UNREADABLE;
  return parse(operation.body, json);
}
