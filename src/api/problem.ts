import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** HTTP status of each failure that a command may give; anything else is a conflict. */
const STATUS: Readonly<Record<string, ContentfulStatusCode>> = {
  'not-found': 404,
  'out-of-scope': 403,
  'changed-meanwhile': 409,
  'move-not-allowed': 409,
  'near-duplicates': 409,
  'siret-taken': 409,
  'commune-unknown': 422,
  'territory-unknown': 422,
  'partner-unknown': 422,
  'partnership-unknown': 422,
  'place-unknown': 422,
  'need-unknown': 422,
  'reason-needed': 422,
  'date-in-future': 422,
  'date-too-old': 422,
  'siret-siren-differ': 422,
};

/** The status of a failure code. */
export function statusOf(code: string): ContentfulStatusCode {
  return STATUS[code] ?? 409;
}

const TITLES: Readonly<Record<number, string>> = {
  401: 'A bearer token is needed',
  403: 'This token may not do that',
  404: 'There is no such thing, or not for this token',
  409: 'The state of the record does not allow it',
  422: 'The request is not valid',
  500: 'Something went wrong on our side',
};

/**
 * An error as RFC 9457 problem details: `code` is stable, `errors` names every field at once.
 */
export function problem(
  c: Context,
  status: ContentfulStatusCode,
  code: string,
  errors: readonly { readonly field: string; readonly code: string }[] = [],
): Response {
  return c.body(
    JSON.stringify({ type: 'about:blank', title: TITLES[status] ?? code, status, code, errors }),
    status,
    { 'content-type': 'application/problem+json' },
  );
}
