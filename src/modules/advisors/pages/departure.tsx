import { data, Form, redirect } from 'react-router';
import type { FormValues } from '../../../platform/http/conflict.ts';
import { type FieldError, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { FilesLeft } from '../components/files-left.tsx';
import { departAdvisor } from '../departure/commands.ts';
import { departureInput } from '../departure/contract.ts';
import { countLegacy, filesOf } from '../departure/queries.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayRun, ownedBy } from '../policy.ts';
import { getAdvisor, listAdvisors } from '../queries.ts';
import { refused } from './read-form.ts';

interface State {
  readonly errors: readonly FieldError[];
  readonly values: FormValues;
}

export const loader = guard('advisors.write', async ({ ctx, scope, params, url }) => {
  const advisor = await getAdvisor(ctx.db, params.id ?? '');
  if (!advisor || !mayRun(scope, ownedBy(advisor))) throw notFound();
  const asked = url.searchParams.get('jour') ?? '';
  const valid = /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked));
  const lastDay = valid ? asked : (advisor.activeUntil ?? today(ctx.now));
  const near = await listAdvisors(
    ctx.db,
    { department: advisor.departmentCode, on: lastDay },
    null,
    100,
  );
  const state: State = { errors: [], values: {} };
  return {
    id: advisor.id,
    name: advisor.name,
    version: advisor.version,
    lastDay,
    shown: valid ? await countLegacy(ctx.db, scope, advisor.id, lastDay, ctx.now) : null,
    files: await filesOf(ctx, advisor.accountId),
    others: near.items.filter((row) => row.id !== advisor.id).map(({ id, name }) => ({ id, name })),
    state,
  };
});

export const action = guard('advisors.write', async ({ ctx, scope, services, params, request }) => {
  const advisor = await getAdvisor(ctx.db, params.id ?? '');
  if (!advisor || !mayRun(scope, ownedBy(advisor))) throw notFound();
  const form = await request.formData();
  const parsed = parseForm(departureInput, form);
  if (!parsed.ok) return data(refused(form, parsed.errors), { status: 422 });
  const done = await departAdvisor(ctx, scope, advisor.id, parsed.value);
  if (!done.ok) return data(refused(form, [done.failure]), { status: 409 });
  services.wake();
  const { handed, cancelled, displaced } = done.value;
  throw redirect(`/conseillers/${advisor.id}?depart=${handed}.${cancelled}.${displaced}`);
});

export default function Departure({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { errors, values }: State = actionData ?? loaderData.state;
  const { departure } = t;
  const { shown, lastDay } = loaderData;
  return (
    <>
      <title>{`${departure.title} — Maillage`}</title>
      <PageHeader
        title={departure.title}
        lead={departure.lead}
        crumbs={[
          { label: t.title, to: '/conseillers' },
          { label: loaderData.name, to: `/conseillers/${loaderData.id}` },
        ]}
      />
      <SearchForm columns="sm:grid-cols-[1fr_auto]">
        <TextField
          name="jour"
          label={departure.lastDay}
          type="date"
          required
          defaultValue={lastDay}
        />
        <button type="submit" className="btn">
          {departure.see}
        </button>
      </SearchForm>
      {shown ? (
        <>
          <ErrorSummary
            errors={errors}
            labels={{
              lastDay: departure.lastDay,
              replacementId: departure.replacement,
              reason: t.rounds.reason,
            }}
          />
          <Notice tone="warning">
            {departure.left(shown.rounds, shown.presences, shown.appointments)}
          </Notice>
          <FilesLeft files={loaderData.files} />
          <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
            <input type="hidden" name="lastDay" value={lastDay} />
            <input type="hidden" name="version" value={loaderData.version} />
            <SelectField
              name="replacementId"
              label={departure.replacement}
              hint={departure.replacementHint}
              placeholder={departure.nobody}
              errors={errors}
              defaultValue={String(values.replacementId ?? '')}
              options={loaderData.others.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <TextField
              name="reason"
              label={t.rounds.reason}
              hint={t.rounds.reasonHint}
              required
              rows={2}
              errors={errors}
              defaultValue={String(values.reason ?? '')}
            />
            <div>
              <button type="submit" className="btn btn-danger">
                {departure.confirm}
              </button>
            </div>
          </Form>
        </>
      ) : null}
    </>
  );
}
