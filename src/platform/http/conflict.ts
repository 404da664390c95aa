import { type FieldError, type FormProblem, formValues } from './forms.ts';

/** What a form holds, by the name of its controls. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** A record as the form shows it, with the version that this is. */
export interface Recorded {
  readonly version: number;
  readonly values: FormValues;
}

/** The form's answer about a field that two people changed. */
export const CHOICES = ['mine', 'theirs'] as const;
export type Choice = (typeof CHOICES)[number];

/** The control that asks whose words of a field stay. */
export const choiceName = (field: string): string => `choose-${field}`;

/** Names that carry the comparison itself and are no field of the record. */
const OWN = new Set(['version', 'seen', 'both', 'taken', 'confirmed', 'id', 'what']);

/**
 * The field that a control belongs to: `needIds[]` → `needIds`, `milestone.0.label` →
 * `milestone`, and the words beside a picked thing (`placeIdText`) → `placeId`.
 */
function fieldOf(name: string, all: ReadonlySet<string>): string {
  const plain = name.replace(/\[\]$/, '').split('.')[0] ?? name;
  const picked = plain.replace(/Text$/, '');
  return picked !== plain && all.has(picked) ? picked : plain;
}

/** The controls of each field over several states of one form. */
function fieldsOf(...states: readonly FormValues[]): Map<string, string[]> {
  const all = new Set(states.flatMap((state) => Object.keys(state)));
  const fields = new Map<string, string[]>();
  for (const name of all) {
    if (OWN.has(name) || name.startsWith('choose-')) continue;
    const field = fieldOf(name, all);
    fields.set(field, [...(fields.get(field) ?? []), name]);
  }
  return fields;
}

/** Line ends and outer blanks differ between browsers and mean nothing; a list has no order. */
function plain(value: string | readonly string[] | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value.replace(/\r\n?/g, '\n').trim();
  return [...value].sort().join('\u0000');
}

function same(a: FormValues, b: FormValues, field: string, names: readonly string[]): boolean {
  // What was picked is the same thing, however its name was written beside it.
  const picked = names.includes(`${field}Text`) ? plain(a[field]) : '';
  if (picked && picked === plain(b[field])) return true;
  return names.every((name) => plain(a[name]) === plain(b[name]));
}

/** `values` with one field as `other` has it, in its place: the order of rows is theirs. */
function taking(values: FormValues, other: FormValues, names: readonly string[]): FormValues {
  const next: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(values)) {
    const theirs = names.includes(name) ? other[name] : value;
    if (theirs !== undefined) next[name] = theirs;
  }
  for (const name of names) if (other[name] !== undefined) next[name] = other[name];
  return next;
}

export interface Meeting {
  readonly values: FormValues;
  /** Fields that only the other one changed: theirs are in the form now. */
  readonly taken: readonly string[];
  /** Fields that both changed, each to something else: mine are still in the form. */
  readonly both: readonly string[];
}

/**
 * Brings two edits of one record together, field by field: `seen` is what both began from,
 * `mine` what was sent, `now` what is recorded. Nothing that only one of them wrote is lost, and
 * where they contradict each other nobody is overwritten before somebody has chosen.
 */
export function meet(seen: FormValues, mine: FormValues, now: FormValues): Meeting {
  let values: FormValues = mine;
  const taken: string[] = [];
  const both: string[] = [];
  for (const [field, names] of fieldsOf(seen, now, mine)) {
    if (same(now, seen, field, names) || same(mine, now, field, names)) continue;
    if (same(mine, seen, field, names)) {
      values = taking(values, now, names);
      taken.push(field);
    } else both.push(field);
  }
  return { values, taken, both };
}

const names = (value: unknown): string[] =>
  typeof value === 'string' && value ? value.split(' ') : [];

function seenOf(value: unknown): FormValues | null {
  try {
    const seen: unknown = JSON.parse(typeof value === 'string' ? value : '');
    return seen && typeof seen === 'object' && !Array.isArray(seen) ? (seen as FormValues) : null;
  } catch {
    return null;
  }
}

/** What a sent form says about a meeting before it: which fields are open, which were taken. */
export function meetingIn(values: FormValues): {
  readonly seen: FormValues;
  readonly taken: readonly string[];
  readonly both: readonly string[];
} {
  return { seen: seenOf(values.seen) ?? {}, taken: names(values.taken), both: names(values.both) };
}

/*
 * The form to show when a save met another one: what was typed, theirs where only they wrote, and
 * from now on compared with what is recorded now. A form without `seen` (sent by a program) is
 * compared with what it sent, so that every difference is asked.
 */
function afterMeeting(form: FormData, now: Recorded): FormProblem {
  const mine = formValues(form);
  const { values, taken, both } = meet(seenOf(mine.seen) ?? {}, mine, now.values);
  const kept = { ...values };
  for (const name of Object.keys(kept)) if (name.startsWith('choose-')) delete kept[name];
  return {
    errors: both.map((field) => ({ field: choiceName(field), code: 'choice-needed' })),
    values: {
      ...kept,
      version: String(now.version),
      seen: JSON.stringify(now.values),
      taken: taken.join(' '),
      both: both.join(' '),
    },
  };
}

/**
 * The form again after the record refused it. When somebody else saved meanwhile, `recorded` reads
 * the record as it is now and the two are brought together; every other refusal is shown as it is.
 */
export async function afterRefusal(
  form: FormData,
  failure: FieldError,
  recorded: () => Promise<Recorded>,
): Promise<FormProblem> {
  if (failure.code !== 'changed-meanwhile') return { errors: [failure], values: formValues(form) };
  const met = afterMeeting(form, await recorded());
  return { ...met, errors: met.errors.length > 0 ? met.errors : [failure] };
}

/**
 * Puts the choices of a sent form into it: a field whose other version was chosen gets it. Gives
 * an error for each field that nobody has chosen for yet; nothing may be saved before.
 */
export function settle(form: FormData): readonly FieldError[] {
  const values = formValues(form);
  const { seen, both } = meetingIn(values);
  const fields = fieldsOf(seen, values);
  const open: string[] = [];
  const errors: FieldError[] = [];
  for (const field of both) {
    const choice = values[choiceName(field)];
    if (choice === 'theirs') {
      for (const name of fields.get(field) ?? []) {
        form.delete(name);
        for (const value of [seen[name] ?? []].flat()) form.append(name, value);
      }
      continue;
    }
    open.push(field);
    if (choice !== 'mine') errors.push({ field: choiceName(field), code: 'choice-needed' });
  }
  if (both.length > 0) form.set('both', open.join(' '));
  return errors;
}

/**
 * A field in words: the name of what was picked, a list by commas, rows by lines. `say` names one
 * value (the label of a choice).
 */
export function fieldText(
  values: FormValues,
  field: string,
  say: (value: string) => string = (value) => value,
): string {
  const words = values[`${field}Text`];
  if (typeof words === 'string') return words.trim();
  const list = values[`${field}[]`];
  if (Array.isArray(list)) return list.map(say).join(', ');
  const own = values[field];
  if (typeof own === 'string') return own.trim() ? say(own.trim()) : '';
  const rows = new Map<string, string[]>();
  for (const [name, value] of Object.entries(values)) {
    const [start, row = '', part] = name.split('.');
    if (start !== field || part === 'id' || typeof value !== 'string' || !value.trim()) continue;
    rows.set(row, [...(rows.get(row) ?? []), value.trim()]);
  }
  return [...rows.values()].map((parts) => parts.join(' · ')).join('\n');
}
