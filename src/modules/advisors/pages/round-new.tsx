import { data, Form, redirect } from 'react-router';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { RoundFields } from '../components/round-fields.tsx';
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
  const { errors, values }: State = actionData ?? loaderData.state;
  const { rounds } = t;
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
        <input type="hidden" name="id" value={String(values.id ?? '')} />
        <RoundFields values={values} errors={errors} first="validFrom" />
        <div>
          <button type="submit" className="btn">
            {rounds.plan}
          </button>
        </div>
      </Form>
    </>
  );
}
