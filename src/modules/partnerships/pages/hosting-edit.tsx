import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { HostingForm, type HostingFormState } from '../components/hosting-fields.tsx';
import { updateHosting } from '../hosting/commands.ts';
import { hostingFacts } from '../hosting/contract.ts';
import { en } from '../hosting/messages.en.ts';
import { fr } from '../hosting/messages.fr.ts';
import { mayReadTerms, mayWriteHosting } from '../hosting/policy.ts';
import { getHosting, readTerms } from '../hosting/queries.ts';
import { readHostingForm } from './hosting-form.ts';

type Args = Pick<GuardedArgs<'hosting.write'>, 'ctx' | 'actor' | 'scope' | 'params'>;

async function open({ ctx, actor, scope, params }: Args) {
  const read = authorize(actor, 'hosting.read');
  const found = read ? await getHosting(ctx.db, read, params.id ?? '', today(ctx.now)) : null;
  if (!found) throw notFound();
  const owned = {
    departmentCode: found.departmentCode,
    placeId: found.place.id,
    partnerId: found.partner.id,
  };
  // The form holds the agreement: who must not read it cannot write it either.
  if (!mayWriteHosting(scope, owned) || !mayReadTerms(actor, owned)) throw notFound();
  const terms = await readTerms(ctx.db, found.id);
  const values: HostingFormState['values'] = {
    name: found.name,
    placeId: found.place.id,
    placeIdText: found.place.name,
    surface: found.surface === null ? '' : String(found.surface),
    servicesBefore: found.servicesBefore.join('\n'),
    servicesAfter: found.servicesAfter.join('\n'),
    agreementStartsOn: terms.startsOn ?? '',
    agreementEndsOn: terms.endsOn ?? '',
  };
  return { found, values };
}

export const loader = guard('hosting.write', async (args) => {
  const { found, values } = await open(args);
  return { found, state: { errors: [], values } as HostingFormState };
});

export const action = guard('hosting.write', async (args) => {
  const { ctx, scope, request } = args;
  const { id } = (await open(args)).found;
  const form = await request.formData();
  const unsettled = settle(form);
  const parsed = await readHostingForm(ctx.db, form, hostingFacts);
  if (!parsed.ok || unsettled.length > 0) {
    const errors = [...unsettled, ...(parsed.ok ? [] : parsed.errors)];
    return data({ errors, values: parsed.values } as HostingFormState, { status: 422 });
  }
  const done = await updateHosting(ctx, scope, id, Number(form.get('version')), parsed.value);
  if (done.ok) throw redirect(`/hebergements/${id}?fait=1`);
  if (done.failure.code === 'not-found') throw notFound();
  const again = await afterRefusal(form, done.failure, async () => {
    const { found, values } = await open(args);
    return { version: found.version, values };
  });
  return data(again as HostingFormState, { status: 409 });
});

export default function EditHosting({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { found, state } = loaderData;
  return (
    <>
      <title>{`${t.editTitle} — Maillage`}</title>
      <PageHeader
        title={t.editTitle}
        crumbs={[{ label: found.name, to: `/hebergements/${found.id}` }]}
      />
      <HostingForm state={actionData ?? state} version={found.version} />
    </>
  );
}
