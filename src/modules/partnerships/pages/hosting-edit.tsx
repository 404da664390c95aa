import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
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

export const loader = guard('hosting.write', async ({ ctx, actor, scope, params }) => {
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
  return {
    found,
    state: {
      errors: [],
      values: {
        name: found.name,
        placeId: found.place.id,
        placeIdText: found.place.name,
        surface: found.surface === null ? '' : String(found.surface),
        servicesBefore: found.servicesBefore.join('\n'),
        servicesAfter: found.servicesAfter.join('\n'),
        agreementStartsOn: terms.startsOn ?? '',
        agreementEndsOn: terms.endsOn ?? '',
      },
    } as HostingFormState,
  };
});

export const action = guard('hosting.write', async ({ ctx, scope, request, params }) => {
  const form = await request.formData();
  const parsed = await readHostingForm(ctx.db, form, hostingFacts);
  const again = (errors: HostingFormState['errors'], status: number) =>
    data({ errors, values: parsed.values } as HostingFormState, { status });
  if (!parsed.ok) return again(parsed.errors, 422);
  const id = params.id ?? '';
  const done = await updateHosting(ctx, scope, id, Number(form.get('version')), parsed.value);
  if (done.ok) throw redirect(`/hebergements/${id}?fait=1`);
  if (done.failure.code === 'not-found') throw notFound();
  return again([done.failure], 409);
});

export default function EditHosting({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { found, state } = loaderData;
  const stale = actionData?.errors.some(({ code }) => code === 'changed-meanwhile');
  return (
    <>
      <title>{`${t.editTitle} — Maillage`}</title>
      <PageHeader
        title={t.editTitle}
        crumbs={[{ label: found.name, to: `/hebergements/${found.id}` }]}
      />
      {stale ? <Notice tone="warning" title={t.changed} /> : null}
      <HostingForm state={actionData ?? state} version={found.version} />
    </>
  );
}
