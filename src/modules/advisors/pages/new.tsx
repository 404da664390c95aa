import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import { guard } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { EmptyState, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { recordablePartnerships } from '../../activity/public.ts';
import { createAdvisor } from '../commands.ts';
import { AdvisorForm, type AdvisorFormState } from '../components/advisor-form.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { readAdvisorForm, refused } from './read-form.ts';

export const loader = guard('advisors.write', async ({ ctx, actor, scope }) => {
  const record = authorize(actor, 'activity.record');
  const [home = ''] = scope.departments;
  const state: AdvisorFormState = {
    errors: [],
    values: { id: newId(), activeFrom: today(ctx.now), departmentCode: home, link: 'none' },
  };
  return {
    state,
    everywhere: scope.everywhere,
    partnerships: record ? await recordablePartnerships(ctx.db, record, null) : [],
  };
});

export const action = guard('advisors.write', async ({ ctx, scope, request }) => {
  const form = await request.formData();
  const parsed = readAdvisorForm(form);
  if (!parsed.ok) return data(refused(form, parsed.errors), { status: 422 });
  const id = String(form.get('id') ?? '');
  const done = await createAdvisor(ctx, scope, parsed.value, isUuid(id) ? id : newId());
  if (!done.ok) return data(refused(form, [done.failure]), { status: 409 });
  throw redirect(`/conseillers/${done.value.id}?fait=1`);
});

export default function NewAdvisor({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.newTitle} — Maillage`}</title>
      <PageHeader title={t.newTitle} crumbs={[{ label: t.title, to: '/conseillers' }]} />
      {loaderData.partnerships.length === 0 ? (
        <EmptyState title={t.noPartnership} />
      ) : (
        <AdvisorForm
          state={actionData ?? loaderData.state}
          version={undefined}
          partnerships={loaderData.partnerships}
          everywhere={loaderData.everywhere}
        />
      )}
    </>
  );
}
