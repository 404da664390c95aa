import { Form } from 'react-router';
import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { EditForm } from '../../../ui/conflict.tsx';
import { ChoiceField, TextField } from '../../../ui/form.tsx';
import { Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { DECISIONS } from '../review/domain.ts';
import { en } from '../review/messages.en.ts';
import { fr } from '../review/messages.fr.ts';
import type { Review } from '../review/queries.ts';

interface FormState {
  readonly errors: readonly FieldError[] | undefined;
  readonly values: FormValues;
}

const fields =
  ({ errors, values }: FormState) =>
  (name: string) => ({
    name,
    errors,
    defaultValue: typeof values[name] === 'string' ? values[name] : '',
  });

/** What an open review has recorded, as the account's form shows it. */
export function accountValues(review: Review): Record<string, string> {
  const values: Record<string, string> = { summary: review.summary };
  for (const [row, { result, comment }] of review.results.entries()) {
    values[`result-${row}`] = result === null ? '' : String(result);
    values[`comment-${row}`] = comment;
  }
  return values;
}

/** The account of a review: each objective's result, and what came of it all. */
export function AccountForm({
  review,
  labels,
  ...state
}: FormState & { review: Review; labels: Readonly<Record<string, string>> }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const field = fields(state);
  return (
    <Section title={t.resultsTitle} id="resultats">
      <EditForm
        version={review.version}
        values={state.values}
        errors={state.errors}
        labels={labels}
        // The page has one list of problems, above both its forms.
        summary={false}
      >
        <input type="hidden" name="what" value="save" />
        {review.results.length === 0 ? <p className="hint">{t.noObjective}</p> : null}
        {review.results.map(({ label, target, unit }, row) => (
          <fieldset key={label}>
            <legend className="font-bold">
              {label}
              {target === null
                ? ''
                : ` · ${t.of(t.target, `${formatNumber(locale, target)} ${unit}`)}`}
            </legend>
            <div className="grid gap-4 sm:grid-cols-[1fr_2fr]">
              <TextField {...field(`result-${row}`)} label={t.result} inputMode="numeric" />
              <TextField {...field(`comment-${row}`)} label={t.comment} />
            </div>
          </fieldset>
        ))}
        <TextField {...field('summary')} label={t.summary} hint={t.summaryHint} rows={6} />
        <button type="submit" className="btn btn-quiet justify-self-start">
          {t.save}
        </button>
      </EditForm>
    </Section>
  );
}

/** What is decided on the account: renew, extend or end. */
export function DecisionForm({ version, ...state }: FormState & { version: number }) {
  const t = useText({ fr, en });
  const field = fields(state);
  return (
    <Section title={t.decideTitle} id="decider">
      <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
        <input type="hidden" name="what" value="decide" />
        <input type="hidden" name="version" value={state.values.version ?? version} />
        <ChoiceField
          name="decision"
          label={t.decision}
          required
          errors={state.errors}
          chosen={[field('decision').defaultValue]}
          options={DECISIONS.map((value) => ({
            value,
            label: t.decisions[value],
            hint: t.decisionHints[value],
          }))}
        />
        <TextField {...field('endsOn')} label={t.endsOn} hint={t.endsOnHint} type="date" />
        <TextField {...field('changes')} label={t.changes} hint={t.changesHint} rows={3} />
        <TextField {...field('reason')} label={t.reason} rows={3} required />
        <button type="submit" className="btn justify-self-start">
          {t.decide}
        </button>
      </Form>
    </Section>
  );
}
