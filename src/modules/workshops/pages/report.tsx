import { data, Form, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { CountsField } from '../../../ui/counts-field.tsx';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { AGES, digitalEn, digitalFr, GENDERS, STATUSES } from '../../alliance/public.ts';
import { When } from '../components/when.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayRun, ownedBy } from '../policy.ts';
import { getSession } from '../queries.ts';
import { listSeats } from '../registrations/queries.ts';
import { closeSession } from '../report/commands.ts';
import { reportInput } from '../report/contract.ts';
import { OUTCOMES, SKILLS } from '../report/domain.ts';

const LISTS = ['outcomes', 'genders', 'ages', 'statuses', 'skillsBefore', 'skillsAfter'] as const;

export const loader = guard('workshops.write', async ({ ctx, scope, services, params }) => {
  const session = await getSession(ctx.db, params.id ?? '');
  if (!session || !mayRun(scope, ownedBy(session))) throw notFound();
  const seats = await listSeats(ctx.db, scope, session, services.secret);
  return { session, came: seats.filter(({ state }) => state === 'came').length };
});

export const action = guard('workshops.write', async ({ ctx, actor, scope, request, params }) => {
  const session = await getSession(ctx.db, params.id ?? '');
  if (!session || !mayRun(scope, ownedBy(session))) throw notFound();
  const form = await request.formData();
  const refused = (errors: readonly FieldError[], status: number) =>
    data({ errors, values: formValues(form) }, { status });
  const parsed = parseForm(reportInput, form, (values) => ({
    ...values,
    ...Object.fromEntries(
      LISTS.map((list) => [
        list,
        Object.fromEntries(
          Object.entries(values)
            .filter(([name]) => name.startsWith(`${list}.`))
            .map(([name, value]) => [name.slice(list.length + 1), value]),
        ),
      ]),
    ),
  }));
  if (!parsed.ok) return refused(parsed.errors, 422);
  const record = authorize(actor, 'activity.record');
  if (!record) return refused([{ field: 'form', code: 'out-of-scope' }], 409);
  const done = await closeSession(ctx, scope, record, session.id, parsed.value);
  if (!done.ok) return refused([done.failure], 409);
  throw redirect(`/ateliers/seances/${session.id}?fait=1`);
});

export default function ReportPage({
  loaderData: { session, came },
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const errors = actionData?.errors;
  const text = (name: string): string => String(actionData?.values[name] ?? '');
  const groups: readonly (readonly [string, string, (readonly [string, string])[]])[] = [
    [
      'outcomes',
      t.report.outcomes,
      OUTCOMES.map((code) => [code, t.report.outcomeNames[code]] as const),
    ],
    ['genders', t.report.genders, GENDERS.map((code) => [code, d.genders[code]] as const)],
    ['ages', t.report.ages, AGES.map((code) => [code, d.ages[code]] as const)],
    ['statuses', t.report.statuses, STATUSES.map((code) => [code, d.statuses[code]] as const)],
  ];
  return (
    <>
      <title>{`${t.report.title} — Maillage`}</title>
      <PageHeader
        title={t.report.title}
        lead={
          <>
            <When startsAt={session.startsAt} endsAt={session.endsAt} />
            <br />
            {t.report.lead}
          </>
        }
        crumbs={[
          { label: t.title, to: '/ateliers' },
          { label: session.title, to: `/ateliers/seances/${session.id}` },
        ]}
      />
      <ErrorSummary
        errors={errors}
        labels={{
          participations: t.report.participations,
          firstTimers: t.report.firstTimers,
          outcomes: t.report.outcomes,
          genders: t.report.genders,
          ages: t.report.ages,
          statuses: t.report.statuses,
          skillsBefore: t.report.skillsBefore,
          skillsAfter: t.report.skillsAfter,
          comment: t.report.comment,
        }}
      />
      <Form method="post" className="card grid max-w-3xl gap-6" noValidate>
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            name="participations"
            label={t.report.participations}
            hint={t.report.participationsHint(came)}
            required
            type="number"
            min={0}
            inputMode="numeric"
            errors={errors}
            defaultValue={actionData ? text('participations') : String(came || '')}
          />
          <TextField
            name="firstTimers"
            label={t.report.firstTimers}
            hint={t.report.firstTimersHint}
            type="number"
            min={0}
            inputMode="numeric"
            errors={errors}
            defaultValue={text('firstTimers')}
          />
        </div>
        {groups.map(([list, label, codes]) => (
          <CountsField
            key={list}
            name={list}
            label={label}
            codes={codes}
            errors={errors}
            values={actionData?.values ?? {}}
          />
        ))}
        <details
          open={SKILLS.some((one) => text(`skillsBefore.${one}`) || text(`skillsAfter.${one}`))}
        >
          <summary>{t.report.skills}</summary>
          <p className="hint my-3">{t.report.skillsHint}</p>
          <div className="grid gap-6">
            {(['skillsBefore', 'skillsAfter'] as const).map((list) => (
              <CountsField
                key={list}
                name={list}
                label={t.report[list]}
                codes={SKILLS.map((code) => [code, t.report.skillNames[code]] as const)}
                errors={errors}
                values={actionData?.values ?? {}}
              />
            ))}
          </div>
        </details>
        <TextField
          name="comment"
          label={t.report.comment}
          hint={t.report.commentHint}
          rows={2}
          errors={errors}
          defaultValue={text('comment')}
        />
        <div>
          <button type="submit" className="btn">
            {t.report.close}
          </button>
        </div>
      </Form>
    </>
  );
}
