import type { z } from 'zod';

/** One problem of a form: the field's name and a code that the interface has words for. */
export interface FieldError {
  readonly field: string;
  readonly code: string;
}

/** What a form gives back when it was refused: every problem at once, and all that was typed. */
export interface FormProblem {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | ({ readonly ok: false } & FormProblem);

/** What was typed, by field; a field that came several times is a list. Files are left out. */
export function formValues(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const key of new Set(form.keys())) {
    const all = form.getAll(key).filter((value): value is string => typeof value === 'string');
    values[key] = key.endsWith('[]') ? all : (all[0] ?? '');
  }
  return values;
}

/**
 * Parses a form once. `shape` turns the flat fields into the schema's shape (lists, objects).
 * Errors name the first part of their path, which is the field on the page.
 */
export function parseForm<S extends z.ZodType>(
  schema: S,
  form: FormData,
  shape: (values: Record<string, string | string[]>) => unknown = (values) => values,
): Parsed<z.output<S>> {
  const values = formValues(form);
  const parsed = schema.safeParse(shape(values));
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, errors: fieldErrors(parsed.error), values };
}

/** Every problem of a schema, one a field, in the order of the form. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  const seen = new Map<string, FieldError>();
  for (const issue of flatten(error.issues)) {
    const field = issue.path.join('.') || 'form';
    if (!seen.has(field)) seen.set(field, { field, code: codeOf(issue) });
  }
  return [...seen.values()];
}

type Issue = z.core.$ZodIssue;

/** A union fails as a whole; the reader wants the reason of the branch that was meant. */
function flatten(issues: readonly Issue[]): Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
    const deepest = issue.errors.at(-1) ?? [];
    return flatten(deepest).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  });
}

function codeOf(issue: Issue): string {
  return /^[a-z][a-z-]+$/.test(issue.message) ? issue.message : 'invalid';
}

/** A path of our own to go to after a form, never another site's address. */
export function localPath(value: unknown, otherwise = '/'): string {
  if (typeof value !== 'string' || !value.startsWith('/') || /^\/[/\\]/.test(value))
    return otherwise;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  return /[\u0000-\u001f\\]/.test(value) ? otherwise : value;
}
