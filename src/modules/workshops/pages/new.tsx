import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import { guard } from '../../../platform/http/route.ts';
import { EmptyState, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { recordablePartnerships } from '../../activity/public.ts';
import { createWorkshop } from '../commands.ts';
import { WorkshopForm, type WorkshopFormState } from '../components/workshop-form.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { readWorkshopForm, refused } from './read-form.ts';

export const loader = guard('workshops.write', async ({ ctx, actor, url }) => {
  const record = authorize(actor, 'activity.record');
  const wanted = url.searchParams.get('partenariat') ?? '';
  const first = isUuid(wanted) ? wanted : null;
  const state: WorkshopFormState = {
    errors: [],
    values: { id: newId(), partnershipId: first ?? '', open: 'yes', level: 'debutant' },
  };
  return { state, partnerships: record ? await recordablePartnerships(ctx.db, record, first) : [] };
});

export const action = guard('workshops.write', async ({ ctx, scope, request }) => {
  const form = await request.formData();
  const parsed = readWorkshopForm(form);
  if (!parsed.ok) return data(refused(form, parsed.errors), { status: 422 });
  const id = String(form.get('id') ?? '');
  const done = await createWorkshop(ctx, scope, parsed.value, isUuid(id) ? id : newId());
  if (!done.ok) return data(refused(form, [done.failure]), { status: 409 });
  throw redirect(`/ateliers/${done.value.id}`);
});

export default function NewWorkshop({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.newTitle} — Maillage`}</title>
      <PageHeader
        title={t.newTitle}
        lead={t.newLead}
        crumbs={[{ label: t.title, to: '/ateliers' }]}
      />
      {loaderData.partnerships.length === 0 ? (
        <EmptyState title={t.noPartnership} />
      ) : (
        <WorkshopForm
          state={actionData ?? loaderData.state}
          version={undefined}
          partnerships={loaderData.partnerships}
        />
      )}
    </>
  );
}
