import type { ReactNode } from 'react';
import { Form } from 'react-router';
import type { FieldError } from '../../../platform/http/forms.ts';
import { TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { en } from '../dossier/messages.en.ts';
import { fr } from '../dossier/messages.fr.ts';

export interface DossierAnswer {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
  /** The form that was sent: another one's fields may have the same names. */
  readonly what: string;
}

/** A form of the page with what was typed in it, when it was this one that was sent. */
export function DossierForm({
  what,
  sent,
  children,
}: {
  what: string;
  sent: DossierAnswer | undefined;
  children: ReactNode;
}) {
  return (
    <Form
      method="post"
      encType="multipart/form-data"
      className="card mt-2 grid gap-3"
      noValidate
      key={sent?.what === what ? 'again' : 'fresh'}
    >
      <input type="hidden" name="what" value={what} />
      {children}
    </Form>
  );
}

/** A small button that takes one thing off the record. */
export function RemoveButton({ what, id, label }: { what: string; id: string; label: string }) {
  const t = useText({ fr, en });
  return (
    <Form method="post" encType="multipart/form-data">
      <input type="hidden" name="what" value={what} />
      <input type="hidden" name="id" value={id} />
      <button type="submit" className="btn btn-plain btn-small" aria-label={t.removeOf(label)}>
        {t.remove}
      </button>
    </Form>
  );
}

/** One field of one of the page's forms. */
export function DossierField({
  what,
  sent,
  ...field
}: Omit<Parameters<typeof TextField>[0], 'errors' | 'defaultValue'> & {
  what: string;
  sent: DossierAnswer | undefined;
}) {
  const mine = sent?.what === what ? sent : undefined;
  return (
    <TextField {...field} errors={mine?.errors} defaultValue={mine?.values[field.name] ?? ''} />
  );
}
