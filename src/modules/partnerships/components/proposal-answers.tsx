import { Form } from 'react-router';
import type { FieldError } from '../../../platform/http/forms.ts';
import { ChoiceField, type Option, SelectField, TextField } from '../../../ui/form.tsx';
import { Section } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { Outcome } from '../co-design/domain.ts';
import { en } from '../co-design/messages.en.ts';
import { fr } from '../co-design/messages.fr.ts';

/** Supports a proposal with a sentence, or takes the support back. */
export function SupportForm({
  errors,
  said,
}: {
  errors: readonly FieldError[] | undefined;
  said: string | null;
}) {
  const t = useText({ fr, en });
  return (
    <Section title={t.supportTitle} id="soutenir">
      <Form method="post" className="card grid gap-4" noValidate>
        <TextField
          name="sentence"
          label={t.sentence}
          hint={t.sentenceHint}
          required
          errors={errors}
          defaultValue={said ?? ''}
        />
        <div className="flex flex-wrap gap-2">
          <button type="submit" name="what" value="support" className="btn">
            {t.support}
          </button>
          {said ? (
            <button type="submit" name="what" value="withdraw" className="btn btn-quiet">
              {t.withdraw}
            </button>
          ) : null}
        </div>
      </Form>
    </Section>
  );
}

/** Says what becomes of a proposal, and why. */
export function DecideForm({
  outcomes,
  others,
  errors,
  values,
}: {
  outcomes: readonly Outcome[];
  others: readonly Option[];
  errors: readonly FieldError[] | undefined;
  values: Record<string, string> | undefined;
}) {
  const t = useText({ fr, en });
  return (
    <Section title={t.decideTitle} id="decider">
      <Form method="post" className="card grid gap-4" noValidate>
        <ChoiceField
          name="outcome"
          label={t.outcome}
          required
          errors={errors}
          chosen={[values?.outcome ?? '']}
          options={outcomes
            .filter((value) => value !== 'merged' || others.length > 0)
            .map((value) => ({ value, label: t.outcomes[value] }))}
        />
        {outcomes.includes('merged') && others.length > 0 ? (
          <SelectField
            name="mergedInto"
            label={t.mergedInto}
            hint={t.mergedIntoHint}
            errors={errors}
            defaultValue={values?.mergedInto ?? ''}
            options={others}
          />
        ) : null}
        <TextField
          name="reason"
          label={t.reason}
          hint={t.reasonHint}
          rows={3}
          required
          errors={errors}
          defaultValue={values?.reason ?? ''}
        />
        <button type="submit" name="what" value="decide" className="btn justify-self-start">
          {t.decide}
        </button>
      </Form>
    </Section>
  );
}
