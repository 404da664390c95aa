import type { FieldError } from '../../../platform/http/forms.ts';
import { EditForm } from '../../../ui/conflict.tsx';
import { ErrorText } from '../../../ui/error-text.tsx';
import { errorOf, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { en } from '../models/messages.en.ts';
import { fr } from '../models/messages.fr.ts';

export interface ModelFormState {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
}

/** The one form that writes a model. */
export function ModelForm({
  state: { errors, values },
  version,
}: {
  state: ModelFormState;
  version?: number;
}) {
  const t = useText({ fr, en });
  const agreed = errorOf(errors, 'contactAgreed');
  const field = (name: string) => ({ name, errors, defaultValue: values[name] ?? '' });
  return (
    <EditForm
      version={version}
      values={values}
      errors={errors}
      labels={{ ...(t as unknown as Record<string, string>), title: t.modelTitle }}
      say={{ contactAgreed: () => t.contactAgreed }}
    >
      <TextField {...field('title')} label={t.modelTitle} required />
      <TextField {...field('problem')} label={t.problem} hint={t.problemHint} rows={4} required />
      <fieldset className="grid gap-5 sm:grid-cols-2">
        <legend className="mb-2 font-bold">{t.took}</legend>
        <TextField {...field('moneyEuros')} label={t.moneyEuros} />
        <TextField {...field('days')} label={t.days} />
        <div className="sm:col-span-2">
          <TextField {...field('inKind')} label={t.inKind} hint={t.inKindHint} rows={2} />
        </div>
      </fieldset>
      <TextField {...field('results')} label={t.results} rows={4} required />
      <TextField {...field('conditions')} label={t.conditions} hint={t.conditionsHint} rows={3} />
      <fieldset className="grid gap-5 sm:grid-cols-2">
        <legend className="mb-2 font-bold">{t.contact}</legend>
        <TextField {...field('contactName')} label={t.contactName} />
        <TextField {...field('contactEmail')} label={t.contactEmail} type="email" />
        <div id="field-contactAgreed" className="sm:col-span-2">
          <label className="choice">
            <input
              type="checkbox"
              name="contactAgreed"
              value="1"
              defaultChecked={values.contactAgreed === '1'}
              aria-describedby={agreed ? 'agreed-error' : undefined}
            />
            <span>{t.contactAgreed}</span>
          </label>
          {agreed ? (
            <p id="agreed-error" className="error-text">
              <ErrorText code={agreed.code} />
            </p>
          ) : null}
        </div>
      </fieldset>
      <button type="submit" className="btn justify-self-start">
        {t.save}
      </button>
    </EditForm>
  );
}
