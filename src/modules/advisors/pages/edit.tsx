import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { recordablePartnerships } from '../../activity/public.ts';
import { updateAdvisor } from '../commands.ts';
import { AdvisorForm } from '../components/advisor-form.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayRun, ownedBy } from '../policy.ts';
import { type AdvisorRow, getAdvisor } from '../queries.ts';
import { readAdvisorForm, refused, valuesOf } from './read-form.ts';

type Args = Pick<GuardedArgs<'advisors.write'>, 'ctx' | 'params' | 'scope'>;

async function open({ ctx, params, scope }: Args): Promise<AdvisorRow> {
  const found = await getAdvisor(ctx.db, params.id ?? '');
  if (!found || !mayRun(scope, ownedBy(found))) throw notFound();
  return found;
}

export const loader = guard('advisors.write', async (args) => {
  const found = await open(args);
  const record = authorize(args.actor, 'activity.record');
  return {
    id: found.id,
    name: found.name,
    version: found.version,
    state: { errors: [], values: valuesOf(found) },
    everywhere: args.scope.everywhere,
    partnerships: record
      ? await recordablePartnerships(args.ctx.db, record, found.partnership.id)
      : [],
  };
});

export const action = guard('advisors.write', async (args) => {
  const { id } = await open(args);
  const form = await args.request.formData();
  const unsettled = settle(form);
  const parsed = readAdvisorForm(form);
  if (!parsed.ok || unsettled.length > 0)
    return data(refused(form, [...unsettled, ...(parsed.ok ? [] : parsed.errors)]), {
      status: 422,
    });
  const version = Number(form.get('version'));
  const done = await updateAdvisor(args.ctx, args.scope, id, version, parsed.value);
  if (done.ok) throw redirect(`/conseillers/${id}?fait=1`);
  if (done.failure.code === 'not-found') throw notFound();
  const again = await afterRefusal(form, done.failure, async () => {
    const now = await open(args);
    return { version: now.version, values: valuesOf(now) };
  });
  return data(again, { status: 409 });
});

export default function EditAdvisor({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.editTitle} — Maillage`}</title>
      <PageHeader
        title={t.editTitle}
        crumbs={[
          { label: t.title, to: '/conseillers' },
          { label: loaderData.name, to: `/conseillers/${loaderData.id}` },
        ]}
      />
      <AdvisorForm
        state={actionData ?? loaderData.state}
        version={loaderData.version}
        partnerships={loaderData.partnerships}
        everywhere={loaderData.everywhere}
      />
    </>
  );
}
