import { Link } from 'react-router';
import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { ChoiceField, errorOf, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { CONSENT_WAYS, PURPOSES, TEXT_VERSION, USUAL_MONTHS } from '../consent/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** The words that the person is shown before they agree. */
export function ConsentText() {
  const t = useText({ fr, en }).consent.text;
  return (
    <>
      <ul className="list-disc pl-5 text-lg">
        {t.lines.map((line) => (
          <li key={line} className="mb-1">
            {line}
          </li>
        ))}
      </ul>
      <p className="hint mt-2">{t.version(TEXT_VERSION)}</p>
    </>
  );
}

/** What the person agreed to, how and when. */
export function ConsentFields({
  values,
  errors,
  today,
}: {
  values: FormValues;
  errors: readonly FieldError[] | undefined;
  today: string;
}) {
  const t = useText({ fr, en }).consent;
  const text = (name: string): string => String(values[name] ?? '');
  const missing = errorOf(errors, 'agreed');
  return (
    <>
      <div className="notice">
        <p className="mb-2 font-bold">{t.text.title}</p>
        <ConsentText />
        <p className="mt-2">
          <Link to="/suivis/texte" target="_blank">
            {t.print}
          </Link>
        </p>
      </div>
      <ChoiceField
        name="purpose"
        label={t.purpose}
        required
        errors={errors}
        chosen={[text('purpose')]}
        options={PURPOSES.map((value) => ({ value, label: t.purposes[value] }))}
      />
      <TextField
        name="words"
        label={t.words}
        rows={2}
        errors={errors}
        defaultValue={text('words')}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          name="months"
          label={t.months}
          hint={t.monthsHint}
          required
          inputMode="numeric"
          errors={errors}
          defaultValue={text('months') || String(USUAL_MONTHS)}
        />
        <TextField
          name="givenOn"
          label={t.givenOn}
          type="date"
          required
          errors={errors}
          defaultValue={text('givenOn') || today}
        />
      </div>
      <ChoiceField
        name="way"
        label={t.way}
        required
        errors={errors}
        chosen={[text('way')]}
        options={CONSENT_WAYS.map((value) => ({ value, label: t.ways[value] }))}
      />
      <TextField
        name="witness"
        label={t.witness}
        hint={t.witnessHint}
        errors={errors}
        defaultValue={text('witness')}
      />
      <div className={missing ? 'field field-error' : 'field'}>
        <label className="choice font-semibold">
          <input
            id="field-agreed"
            type="checkbox"
            name="agreed"
            value="yes"
            defaultChecked={values.agreed === 'yes'}
            aria-invalid={missing ? true : undefined}
            aria-describedby={missing ? 'agreed-error' : undefined}
          />
          <span>{t.agreed}</span>
        </label>
        {missing ? (
          <p id="agreed-error" className="error-text">
            <ErrorText code={missing.code} />
          </p>
        ) : null}
      </div>
    </>
  );
}
