import { Form } from 'react-router';
import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { EditForm } from '../../../ui/conflict.tsx';
import { ChoiceField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { ExperimentState } from '../experiments/domain.ts';
import { en } from '../experiments/messages.en.ts';
import { fr } from '../experiments/messages.fr.ts';

interface State {
  readonly errors: readonly FieldError[] | undefined;
  readonly values: FormValues;
}

/** The one form that writes an experiment: new or changed. */
export function ExperimentForm({
  errors,
  values,
  known,
}: State & { known?: { readonly id: string; readonly version: number } }) {
  const t = useText({ fr, en });
  const field = (name: string) => ({ name, errors, defaultValue: String(values[name] ?? '') });
  return (
    <EditForm
      version={known?.version}
      values={values}
      errors={errors}
      labels={t as unknown as Record<string, string>}
      // The page has one list of problems, above all its experiments.
      summary={false}
      className="grid max-w-3xl gap-5"
    >
      {known ? <input type="hidden" name="id" value={known.id} /> : null}
      <TextField
        {...field('hypothesis')}
        label={t.hypothesis}
        hint={t.hypothesisHint}
        rows={3}
        required
      />
      <TextField {...field('measure')} label={t.measure} hint={t.measureHint} required />
      <div className="grid gap-5 sm:grid-cols-3">
        <TextField {...field('baseline')} label={t.baseline} />
        <TextField {...field('target')} label={t.target} />
        <TextField {...field('unit')} label={t.unit} />
      </div>
      <TextField
        {...field('stopRule')}
        label={t.stopRule}
        hint={t.stopRuleHint}
        rows={2}
        required
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField {...field('startsOn')} label={t.startsOn} type="date" />
        <TextField {...field('endsOn')} label={t.endsOn} type="date" />
      </div>
      <button type="submit" name="what" value="write" className="btn justify-self-start">
        {t.save}
      </button>
    </EditForm>
  );
}

/** Moves an experiment on: what comes next, and what that asks for. */
export function ExperimentMove({
  id,
  next,
  errors,
  values,
}: State & { id: string; next: readonly ExperimentState[] }) {
  const t = useText({ fr, en });
  const field = (name: string) => ({ name, errors, defaultValue: String(values[name] ?? '') });
  return (
    <Form method="post" className="grid max-w-3xl gap-4" noValidate>
      <input type="hidden" name="id" value={id} />
      <ChoiceField
        name="to"
        label={t.to}
        required
        errors={errors}
        chosen={[String(values.to ?? '')]}
        options={next.map((state) => ({ value: state, label: t.steps[state] }))}
      />
      {next.includes('evaluated') ? (
        <>
          <TextField {...field('result')} label={t.result} />
          <TextField {...field('learned')} label={t.learned} hint={t.learnedHint} rows={3} />
        </>
      ) : null}
      <TextField {...field('reason')} label={t.reason} hint={t.reasonHint} rows={2} />
      <button type="submit" name="what" value="move" className="btn justify-self-start">
        {t.move}
      </button>
    </Form>
  );
}
