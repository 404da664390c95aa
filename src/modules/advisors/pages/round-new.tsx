import { data, Form, redirect } from 'react-router';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { ChoiceField, ErrorSummary, Field, SelectField, TextField } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SuggestField } from '../../../ui/suggest.tsx';
import { placesEn, placesFr, WEEKDAYS } from '../../places/public.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayRun, ownedBy } from '../policy.ts';
import { getAdvisor } from '../queries.ts';
import { planRound } from '../rounds/commands.ts';
import { readRoundForm, refused } from './read-form.ts';

interface State {
  readonly errors: readonly FieldError[];
  readonly values: FormValues;
}

export const loader = guard('advisors.write', async ({ ctx, scope, params }) => {
  const advisor = await getAdvisor(ctx.db, params.id ?? '');
  if (!advisor || !mayRun(scope, ownedBy(advisor))) throw notFound();
  const state: State = {
    errors: [],
    values: { id: newId(), everyWeeks: '1', how: 'appointment', validFrom: today(ctx.now) },
  };
  return { id: advisor.id, name: advisor.name, state };
});

export const action = guard('advisors.write', async ({ ctx, scope, params, request }) => {
  const advisor = await getAdvisor(ctx.db, params.id ?? '');
  if (!advisor || !mayRun(scope, ownedBy(advisor))) throw notFound();
  const form = await request.formData();
  const parsed = await readRoundForm(ctx.db, form);
  if (!parsed.ok) return data(refused(form, parsed.errors), { status: 422 });
  const id = String(form.get('id') ?? '');
  const made = await planRound(ctx, scope, advisor.id, parsed.value, isUuid(id) ? id : newId());
  if (!made.ok) return data(refused(form, [made.failure]), { status: 409 });
  throw redirect(`/conseillers/${advisor.id}?tournee=${made.value.presences}`);
});

export default function NewRound({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const p = useText({ fr: placesFr, en: placesEn });
  const { errors, values }: State = actionData ?? loaderData.state;
  const text = (name: string): string => String(values[name] ?? '');
  const { rounds } = t;
  const time = (name: 'from' | 'to') => (
    <Field name={name} label={rounds[name]} required errors={errors}>
      {(control) => (
        <input {...control} className="input" type="time" step={300} defaultValue={text(name)} />
      )}
    </Field>
  );
  return (
    <>
      <title>{`${rounds.plan} — Maillage`}</title>
      <PageHeader
        title={rounds.plan}
        crumbs={[
          { label: t.title, to: '/conseillers' },
          { label: loaderData.name, to: `/conseillers/${loaderData.id}` },
        ]}
      />
      <ErrorSummary
        errors={errors}
        labels={{
          placeId: rounds.place,
          weekday: rounds.weekday,
          everyWeeks: rounds.everyWeeks,
          from: rounds.from,
          to: rounds.to,
          validFrom: rounds.validFrom,
          validUntil: rounds.validUntil,
          slotMinutes: rounds.slotMinutes,
        }}
      />
      <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
        <input type="hidden" name="id" value={text('id')} />
        <SuggestField
          key={text('placeIdText')}
          name="placeId"
          label={rounds.place}
          hint={rounds.placeHint}
          required
          errors={errors}
          source="/suggestions/lieux"
          defaultId={text('placeId')}
          defaultText={text('placeIdText')}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <SelectField
            name="weekday"
            label={rounds.weekday}
            required
            errors={errors}
            defaultValue={text('weekday')}
            options={WEEKDAYS.map((value) => ({ value, label: p.days[value] }))}
          />
          <SelectField
            name="everyWeeks"
            label={rounds.everyWeeks}
            required
            errors={errors}
            defaultValue={text('everyWeeks')}
            options={[
              { value: '1', label: rounds.every[1] },
              { value: '2', label: rounds.every[2] },
            ]}
          />
          {time('from')}
          {time('to')}
          <TextField
            name="validFrom"
            label={rounds.validFrom}
            type="date"
            required
            errors={errors}
            defaultValue={text('validFrom')}
          />
          <TextField
            name="validUntil"
            label={rounds.validUntil}
            hint={rounds.validUntilHint}
            type="date"
            errors={errors}
            defaultValue={text('validUntil')}
          />
        </div>
        <ChoiceField
          name="how"
          label={rounds.how}
          required
          errors={errors}
          chosen={[text('how')]}
          options={[
            { value: 'appointment', label: rounds.byAppointment },
            { value: 'walk-in', label: rounds.walkIn },
          ]}
        />
        <TextField
          name="slotMinutes"
          label={rounds.slotMinutes}
          hint={rounds.slotHint}
          type="number"
          min={10}
          inputMode="numeric"
          errors={errors}
          defaultValue={text('slotMinutes')}
        />
        <div>
          <button type="submit" className="btn">
            {rounds.plan}
          </button>
        </div>
      </Form>
    </>
  );
}
