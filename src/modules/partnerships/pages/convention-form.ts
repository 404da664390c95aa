import { type FieldError, fieldErrors, formValues } from '../../../platform/http/forms.ts';
import { NEW_ROW, rowsOf } from '../components/clause-fields.tsx';
import { type ConventionInput, conventionInput } from '../convention/contract.ts';
import type { Clause } from '../convention/domain.ts';

export type ConventionValues = Readonly<Record<string, string | readonly string[]>>;

type Read =
  | { readonly ok: true; readonly value: ConventionInput; readonly values: ConventionValues }
  | {
      readonly ok: false;
      readonly errors: readonly FieldError[];
      readonly values: ConventionValues;
    };

/**
 * Reads the convention form: rows come under their keys as `clause-objet-title` or
 * `signatory-…-email`. A row that is ticked to go, or empty, is left out; a problem is named by its
 * row's key, so that it is shown at its field.
 */
export function readConventionForm(form: FormData): Read {
  const values = formValues(form);
  const one = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  const rows = (kind: 'clause' | 'signatory', parts: readonly string[]) =>
    [...rowsOf(values, kind), NEW_ROW].filter((key) => {
      const typed = parts.map((part) => one(`${kind}-${key}-${part}`)).join('');
      return typed.trim() !== '' && !one(`${kind}-${key}-remove`);
    });
  const clauses = rows('clause', ['title', 'body']);
  const signatories = rows('signatory', ['name', 'function', 'email']);
  const parsed = conventionInput.safeParse({
    title: one('title'),
    startsOn: one('startsOn'),
    endsOn: one('endsOn'),
    community: one('community'),
    clauses: clauses.map((key) => ({
      key: key === NEW_ROW ? `article-${clauses.length}-${Date.now().toString(36)}` : key,
      title: one(`clause-${key}-title`),
      body: one(`clause-${key}-body`),
      concerns: values[`clause-${key}-concerns[]`] ?? [],
    })),
    signatories: signatories.map((key) => ({
      id: key === NEW_ROW ? '' : key,
      side: one(`signatory-${key}-side`),
      name: one(`signatory-${key}-name`),
      function: one(`signatory-${key}-function`),
      email: one(`signatory-${key}-email`).trim(),
    })),
  });
  if (parsed.success) return { ok: true, value: parsed.data, values };
  const errors = fieldErrors(parsed.error).map((error) => {
    const [list, index, name] = error.field.split('.');
    const keys = list === 'clauses' ? clauses : list === 'signatories' ? signatories : null;
    const key = keys?.[Number(index)];
    const prefix = list === 'clauses' ? 'clause' : 'signatory';
    return key === undefined || !name
      ? { ...error, field: list ?? error.field }
      : { field: `${prefix}-${key}-${name}`, code: error.code };
  });
  return { ok: false, errors, values };
}

/** The articles as the form has them. */
export function clauseValues(
  clauses: readonly Clause[],
): Record<string, string | readonly string[]> {
  const values: Record<string, string | readonly string[]> = {};
  for (const { key, title, body, concerns } of clauses) {
    values[`clause-${key}-title`] = title;
    values[`clause-${key}-body`] = body;
    values[`clause-${key}-concerns[]`] = concerns;
  }
  return values;
}
