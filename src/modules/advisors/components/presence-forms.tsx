import { Form } from 'react-router';
import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { SelectField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

interface Props {
  readonly version: number;
  readonly others: readonly { readonly id: string; readonly name: string }[];
  readonly refused: { readonly errors: readonly FieldError[]; readonly values: FormValues } | null;
}

/** Hands a presence to somebody else, or cancels it with a reason that people read. */
export function PresenceForms({ version, others, refused }: Props) {
  const t = useText({ fr, en });
  const of = (what: string) => (refused?.values.what === what ? refused : null);
  const [replace, cancel] = [of('replace'), of('cancel')];
  return (
    <div className="no-print grid gap-3">
      <details className="card" open={replace !== null}>
        <summary className="font-semibold">{t.presence.replace}</summary>
        <Form method="post" className="mt-4 grid max-w-3xl gap-5" noValidate>
          <input type="hidden" name="what" value="replace" />
          <input type="hidden" name="version" value={version} />
          <SelectField
            name="replacementId"
            label={t.presence.replacement}
            required
            errors={replace?.errors}
            defaultValue={String(replace?.values.replacementId ?? '')}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <p className="hint">{t.presence.told}</p>
          <div>
            <button type="submit" className="btn">
              {t.presence.replaceButton}
            </button>
          </div>
        </Form>
      </details>
      <details className="card" open={cancel !== null}>
        <summary className="font-semibold">{t.presence.cancel}</summary>
        <Form method="post" className="mt-4 grid max-w-3xl gap-5" noValidate>
          <input type="hidden" name="what" value="cancel" />
          <input type="hidden" name="version" value={version} />
          <TextField
            name="reason"
            label={t.rounds.reason}
            hint={t.rounds.reasonHint}
            required
            rows={2}
            errors={cancel?.errors}
            defaultValue={String(cancel?.values.reason ?? '')}
          />
          <p className="hint">{t.presence.told}</p>
          <div>
            <button type="submit" className="btn btn-danger">
              {t.presence.cancelButton}
            </button>
          </div>
        </Form>
      </details>
    </div>
  );
}
