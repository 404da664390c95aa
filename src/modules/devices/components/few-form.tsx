import { Form } from 'react-router';
import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { TextField } from '../../../ui/form.tsx';
import { Section } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { DeviceKind } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** From how many devices of each kind on a place has few. */
export function FewForm({
  rows,
  refused,
}: {
  rows: readonly { readonly kind: DeviceKind; readonly few: number }[];
  refused: { readonly errors: readonly FieldError[]; readonly values: FormValues } | undefined;
}) {
  const t = useText({ fr, en });
  return (
    <Section id="seuils" title={t.few.title}>
      <Form method="post" className="card grid max-w-3xl gap-4" noValidate>
        <p className="hint">{t.few.hint}</p>
        <div className="grid gap-4 sm:grid-cols-2">
          {rows.map(({ kind, few }) => (
            <TextField
              key={kind}
              name={kind}
              label={t.kinds[kind]}
              required
              type="number"
              min={0}
              inputMode="numeric"
              errors={refused?.errors}
              defaultValue={String(refused?.values[kind] ?? few)}
            />
          ))}
        </div>
        <div>
          <button type="submit" className="btn btn-quiet">
            {t.few.save}
          </button>
        </div>
      </Form>
    </Section>
  );
}
