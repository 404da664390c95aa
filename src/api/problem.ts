import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { FieldError } from '../platform/http/forms.ts';

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
  'owner-unknown': 422,
  required: 422,
  'term-not-later': 422,
  'term-too-long': 422,
  'signatory-unknown': 422,
  'same-person-twice': 422,
  'placeholder-unknown': 422,
  'action-unknown': 422,
  'proposal-unknown': 422,
  'proposal-not-kept': 422,
  'indicator-unknown': 422,
  'milestone-unknown': 422,
  'day-needed': 422,
  'day-not-later': 422,
  'valid-from-not-later': 422,
  'ends-before-start': 422,
  'model-unknown': 422,
  'in-past': 422,
  'outside-hours': 422,
  'too-far-ahead': 422,
  'agreement-missing': 403,
  'room-for-staff': 403,
  'date-in-future': 422,
  'date-too-old': 422,
  'siret-siren-differ': 422,
  forbidden: 403,
  invalid: 422,
  'federation-loop': 422,
  'same-partner': 422,
  'file-empty': 422,
  'file-too-large': 422,
  'file-type-refused': 422,
  'file-unusable': 422,
  'commune-ambiguous': 422,
  'organisation-closed': 422,
  'too-many': 429,
  'directory-off': 503,
  'directory-slow': 503,
  'directory-busy': 503,
  'directory-down': 503,
};

/** The status of a failure code. */
export function statusOf(code: string): ContentfulStatusCode {
  return STATUS[code] ?? 409;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'A bearer token is needed',
  403: 'This token may not do that',
  404: 'There is no such thing, or not for this token',
  409: 'The state of the record does not allow it',
  413: 'The body is too large',
  422: 'The request is not valid',
  429: 'Too many calls; wait as long as Retry-After says',
  500: 'Something went wrong on our side',
  503: 'This, or what it asks of others, does not answer now; try again as Retry-After says',
};

/**
 * An error as RFC 9457 problem details: `code` is stable, `errors` names every field at once.
 */
export function problem(
  c: Context,
  status: ContentfulStatusCode,
  code: string,
  errors: readonly FieldError[] = [],
  detail?: string,
): Response {
  const title = TITLES[status] ?? code;
  return c.body(
    JSON.stringify({ type: 'about:blank', title, status, detail, code, errors }),
    status,
    { 'content-type': 'application/problem+json' },
  );
}
