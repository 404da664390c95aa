import { data, redirect } from 'react-router';
import { newId } from '../../../platform/db/ids.ts';
import { guard } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { EmptyState, Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { recordActivity } from '../commands.ts';
import { ActivityForm, type ActivityFormState } from '../components/activity-form.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { recordablePartnerships } from '../recordable/queries.ts';
import { readActivityForm, refused } from './read-form.ts';

export const loader = guard('activity.record', async ({ ctx, scope, url }) => {
  const wanted = url.searchParams.get('partenariat');
  const first = wanted && /^[0-9a-f-]{36}$/i.test(wanted) ? wanted : null;
  const state: ActivityFormState = {
    errors: [],
    values: {
      id: newId(),
      happenedOn: today(ctx.now),
      partnershipId: first ?? '',
      kind: url.searchParams.get('nature') ?? 'accompaniment',
    },
  };
  return {
    state,
    today: today(ctx.now),
    partnerships: await recordablePartnerships(ctx.db, scope, first),
    outcome: url.searchParams.get('fait'),
  };
});

export const action = guard('activity.record', async ({ ctx, scope, request }) => {
  const form = await request.formData();
  const parsed = await readActivityForm(ctx.db, form);
  if (!parsed.ok) return data(refused(form, parsed.errors), { status: 422 });
  const done = await recordActivity(ctx, scope, parsed.value);
  if (!done.ok) return data(refused(form, [done.failure]), { status: 409 });
  const outcome = done.value.created ? 'oui' : 'deja';
  const again = `/activite/nouvelle?partenariat=${parsed.value.partnershipId}&nature=${parsed.value.kind}&fait=${outcome}`;
  throw redirect(form.has('another') ? again : `/activite/${done.value.id}?fait=${outcome}`);
});

export default function NewActivity({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { state, partnerships, outcome } = loaderData;
  return (
    <>
      <title>{`${t.form.title} — Maillage`}</title>
      <PageHeader
        title={t.form.title}
        lead={t.form.lead}
        crumbs={[{ label: t.list.title, to: '/activite' }]}
      />
      {outcome && !actionData ? (
        <Notice tone="ok" live>
          {outcome === 'deja' ? t.form.already : t.form.saved}
        </Notice>
      ) : null}
      {partnerships.length === 0 ? (
        <EmptyState title={t.form.none} />
      ) : (
        <ActivityForm
          state={actionData ?? state}
          partnerships={partnerships}
          today={loaderData.today}
        />
      )}
    </>
  );
}
