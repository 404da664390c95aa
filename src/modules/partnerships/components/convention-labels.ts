import { type FormValues, meetingIn } from '../../../platform/http/conflict.ts';
import type { Sayings } from '../../../ui/conflict.tsx';
import type { en } from '../convention/messages.en.ts';
import { NEW_ROW, rowsOf } from './clause-fields.tsx';

type Words = typeof en;

/** The names of a convention form's fields as the page has them, its rows by their number. */
export function conventionLabels(t: Words, values: FormValues): Record<string, string> {
  const labels: Record<string, string> = { ...t.field };
  // Rows that somebody else took away are no longer in the form; what they were is still named.
  const { taken, both } = meetingIn(values);
  for (const field of [...taken, ...both]) {
    if (field.startsWith('clause-')) labels[field] = t.goneClause;
    if (field.startsWith('signatory-')) labels[field] = t.goneSignatory;
  }
  const articles = [...rowsOf(values, 'clause').entries()];
  for (const [index, key] of articles) {
    labels[`clause-${key}-title`] = t.clauseTitle(index + 1);
    labels[`clause-${key}-body`] = t.clauseBody(index + 1);
    labels[`clause-${key}-concerns`] = t.clauseConcerns(index + 1);
  }
  labels[`clause-${NEW_ROW}-title`] = t.newClauseTitle;
  labels[`clause-${NEW_ROW}-body`] = t.newClauseBody;
  for (const [index, key] of [...rowsOf(values, 'signatory'), NEW_ROW].entries()) {
    const person = key === NEW_ROW ? t.newSignatory : t.signatory(index + 1);
    for (const [part, name] of Object.entries(t.signatoryField))
      labels[`signatory-${key}-${part}`] = `${person} · ${name}`;
  }
  return labels;
}

/** Names the sides that a row's fields hold. */
export function saySides(t: Words, values: FormValues): Sayings {
  const { taken, both } = meetingIn(values);
  const names: Readonly<Record<string, string>> = t.sides;
  const sided = [...taken, ...both].filter((field) => /-(concerns|side)$/.test(field));
  return Object.fromEntries(
    sided.map((field) => [field, (value: string) => names[value] ?? value]),
  );
}
