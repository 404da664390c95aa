import { type FieldError, fieldErrors, formValues } from '../../../platform/http/forms.ts';
import { type ConventionInput, conventionInput } from '../convention/contract.ts';

export type ConventionValues = Readonly<Record<string, string | readonly string[]>>;

type Read =
  | { readonly ok: true; readonly value: ConventionInput; readonly values: ConventionValues }
  | {
      readonly ok: false;
      readonly errors: readonly FieldError[];
      readonly values: ConventionValues;
    };

/** Rows that the form may carry, the empty one at the end included. */
const ROWS = 45;

/**
 * Reads the convention form: rows come as `clause-0-title`, `signatory-1-email`. A row that is
 * ticked to go, or new and empty, is left out; its number stays that of the page, so that a problem
 * is shown at its field.
 */
export function readConventionForm(form: FormData): Read {
  const values = formValues(form);
  const one = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  const clauses: { row: number; value: Record<string, unknown> }[] = [];
  const signatories: { row: number; value: Record<string, unknown> }[] = [];
  for (let row = 0; row < ROWS; row += 1) {
    const clause = `clause-${row}`;
    const words = one(`${clause}-title`) + one(`${clause}-body`);
    if (words.trim() !== '' && !one(`${clause}-remove`)) {
      const value = {
        key: one(`${clause}-key`) || `article-${row + 1}-${Date.now().toString(36)}`,
        title: one(`${clause}-title`),
        body: one(`${clause}-body`),
        concerns: values[`${clause}-concerns[]`] ?? [],
      };
      clauses.push({ row, value });
    }
    const person = `signatory-${row}`;
    const typed = one(`${person}-name`) + one(`${person}-email`) + one(`${person}-function`);
    if (typed.trim() !== '' && !one(`${person}-remove`)) {
      const value = {
        id: one(`${person}-id`),
        side: one(`${person}-side`),
        name: one(`${person}-name`),
        function: one(`${person}-function`),
        email: one(`${person}-email`).trim(),
      };
      signatories.push({ row, value });
    }
  }
  const parsed = conventionInput.safeParse({
    title: one('title'),
    startsOn: one('startsOn'),
    endsOn: one('endsOn'),
    community: one('community'),
    clauses: clauses.map(({ value }) => value),
    signatories: signatories.map(({ value }) => value),
  });
  if (parsed.success) return { ok: true, value: parsed.data, values };
  const errors = fieldErrors(parsed.error).map((error) => {
    const [list, index, name] = error.field.split('.');
    const rows = list === 'clauses' ? clauses : list === 'signatories' ? signatories : null;
    const row = rows?.[Number(index)]?.row;
    const prefix = list === 'clauses' ? 'clause' : 'signatory';
    return row === undefined || !name
      ? { ...error, field: list ?? error.field }
      : { field: `${prefix}-${row}-${name}`, code: error.code };
  });
  return { ok: false, errors, values };
}
