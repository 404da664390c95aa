import { data, Form, redirect } from 'react-router';
import { newId } from '../../../platform/db/ids.ts';
import { parseForm } from '../../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { ChoiceField, ErrorSummary, Field, TextField } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { useSayRound } from '../components/round-list.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayRun, ownedBy } from '../policy.ts';
import { getAdvisor } from '../queries.ts';
import { changeRound } from '../round-change/commands.ts';
import { roundChange } from '../round-change/contract.ts';
import { getRound } from '../rounds/queries.ts';
import { refused } from './read-form.ts';

type Args = Pick<GuardedArgs<'advisors.write'>, 'ctx' | 'scope' | 'params'>;

async function open({ ctx, scope, params }: Args) {
  const advisor = await getAdvisor(ctx.db, params.id ?? '');
  if (!advisor || !mayRun(scope, ownedBy(advisor))) throw notFound();
  const round = await getRound(ctx.db, advisor.id, params.round ?? '');
  if (!round) throw notFound();
  return { advisor: { id: advisor.id, name: advisor.name }, round };
}

export const loader = guard('advisors.write', async (args) => ({
  ...(await open(args)),
  newRound: newId(),
  today: today(args.ctx.now),
}));

export const action = guard('advisors.write', async (args) => {
  const { ctx, scope, services, request } = args;
  const { advisor, round } = await open(args);
  const form = await request.formData();
  const parsed = parseForm(roundChange, form, (values) => ({
    ...values,
    byAppointment: values.how !== 'walk-in',
    slotMinutes: values.how === 'walk-in' ? null : values.slotMinutes,
  }));
  if (!parsed.ok) return data(refused(form, parsed.errors), { status: 422 });
  const done = await changeRound(ctx, scope, round.id, parsed.value);
  if (!done.ok) return data(refused(form, [done.failure]), { status: 409 });
  services.wake();
  const { presences, kept, displaced } = done.value;
  throw redirect(`/conseillers/${advisor.id}?change=${presences}.${kept}.${displaced}`);
});

/** Other hours for a round, from a day on. */
export default function ChangeRound({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const { rounds: t, title } = useText({ fr, en });
  const say = useSayRound();
  const { advisor, round } = loaderData;
  const errors = actionData?.errors;
  const first = [round.validFrom, loaderData.today].sort().at(-1) ?? loaderData.today;
  const recorded: Readonly<Record<string, string>> = {
    id: loaderData.newRound,
    firstDay: first,
    from: round.from,
    to: round.to,
    validUntil: round.validUntil ?? '',
    how: round.slotMinutes === null ? 'walk-in' : 'appointment',
    slotMinutes: String(round.slotMinutes ?? ''),
  };
  const text = (name: string): string => String(actionData?.values[name] ?? recorded[name] ?? '');
  const field = (name: string) => ({ name, errors, defaultValue: text(name) });
  const time = (name: 'from' | 'to') => (
    <Field name={name} label={t[name]} required errors={errors}>
      {(control) => (
        <input {...control} className="input" type="time" step={300} defaultValue={text(name)} />
      )}
    </Field>
  );
  return (
    <>
      <title>{`${t.change} — Maillage`}</title>
      <PageHeader
        title={t.change}
        crumbs={[
          { label: title, to: '/conseillers' },
          { label: advisor.name, to: `/conseillers/${advisor.id}` },
        ]}
        lead={
          <>
            {say(round)}, {round.place.name}
            <br />
            {t.changeLead}
          </>
        }
      />
      <ErrorSummary
        errors={errors}
        labels={{
          firstDay: t.firstDay,
          from: t.from,
          to: t.to,
          validUntil: t.validUntil,
          slotMinutes: t.slotMinutes,
          reason: t.changeReason,
        }}
      />
      <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
        <input type="hidden" name="id" value={text('id')} />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField {...field('firstDay')} label={t.firstDay} type="date" required />
          <TextField
            {...field('validUntil')}
            label={t.validUntil}
            hint={t.validUntilHint}
            type="date"
          />
          {time('from')}
          {time('to')}
        </div>
        <ChoiceField
          name="how"
          label={t.how}
          required
          errors={errors}
          chosen={[text('how')]}
          options={[
            { value: 'appointment', label: t.byAppointment },
            { value: 'walk-in', label: t.walkIn },
          ]}
        />
        <TextField
          {...field('slotMinutes')}
          label={t.slotMinutes}
          hint={t.slotHint}
          type="number"
          min={10}
          inputMode="numeric"
        />
        <TextField
          {...field('reason')}
          label={t.changeReason}
          hint={t.reasonHint}
          rows={2}
          required
        />
        <div>
          <button type="submit" className="btn">
            {t.changeSave}
          </button>
        </div>
      </Form>
    </>
  );
}
