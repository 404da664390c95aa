import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { formValues } from '../../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { updatePartnership } from '../commands.ts';
import { PartnershipForm, type PartnershipFormState } from '../components/partnership-form.tsx';
import type { PartnershipOutput } from '../contract.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayActOnPartnership } from '../policy.ts';
import { getPartnership } from '../queries.ts';
import { formChoices } from './choices.ts';
import { readPartnershipForm } from './read-form.ts';

type Args = Pick<GuardedArgs<'partnerships.write'>, 'ctx' | 'actor' | 'scope' | 'params'>;

async function open({ ctx, actor, scope, params }: Args) {
  const read = authorize(actor, 'partnerships.read');
  const found = read ? await getPartnership(ctx.db, read, params.id ?? '') : null;
  const owned = found && { departmentCode: found.departmentCode, partnerId: found.partner.id };
  if (!found || !owned || !mayActOnPartnership(scope, owned)) throw notFound();
  const [first] = found.placeIds;
  const place = first
    ? await ctx.db.selectFrom('place').select('name').where('id', '=', first).executeTakeFirst()
    : undefined;
  return { found, values: valuesOf(found, place?.name ?? '') };
}

export const loader = guard('partnerships.write', async (args) => {
  const { found, values } = await open(args);
  return {
    id: found.id,
    title: found.title,
    version: found.version,
    state: { errors: [], values } satisfies PartnershipFormState,
    ...(await formChoices(args.ctx, args.scope, found.departmentCode)),
  };
});

function valuesOf(found: PartnershipOutput, placeName: string): PartnershipFormState['values'] {
  return {
    title: found.title,
    partnerId: found.partner.id,
    partnerIdText: found.partner.name,
    type: found.type,
    commitment: found.commitment,
    'furtherCommitments[]': found.furtherCommitments,
    departmentCode: found.departmentCode,
    summary: found.summary,
    startsOn: found.startsOn ?? '',
    endsOn: found.endsOn ?? '',
    'needIds[]': found.needIds,
    territories: found.territories
      .filter((territory) => territory.kind === 'commune')
      .map((territory) => territory.code)
      .join('\n'),
    placeIds: found.placeIds[0] ?? '',
    placeIdsText: placeName,
    objectives: found.objectives
      .map((o) => [o.label, o.target ?? '', o.unit].join(' ; '))
      .join('\n'),
  };
}

export const action = guard('partnerships.write', async (args) => {
  const { ctx, actor, scope, request } = args;
  const { found: before } = await open(args);
  const form = await request.formData();
  const unsettled = settle(form);
  const kept = before.placeIds.slice(1);
  const parsed = await readPartnershipForm(ctx.db, authorize(actor, 'partners.read'), form, kept);
  if (!parsed.ok || unsettled.length > 0) {
    const errors = [...unsettled, ...(parsed.ok ? [] : parsed.errors)];
    return data({ errors, values: formValues(form) } as PartnershipFormState, { status: 422 });
  }
  // The form shows communes; groups of communes and regions that a program gave are kept.
  parsed.value.territories.push(
    ...before.territories.filter(({ kind }) => kind !== 'commune' && kind !== 'department'),
  );
  const version = Number(form.get('version'));
  const done = await updatePartnership(ctx, scope, before.id, version, parsed.value);
  if (done.ok) throw redirect(`/partenariats/${before.id}`);
  const again = await afterRefusal(form, done.failure, async () => {
    const { found, values } = await open(args);
    return { version: found.version, values };
  });
  return data(again as PartnershipFormState, { status: 409 });
});

export default function EditPartnership({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.form.editTitle} — Maillage`}</title>
      <PageHeader
        title={t.form.editTitle}
        crumbs={[
          { label: t.list.title, to: '/partenariats' },
          { label: loaderData.title, to: `/partenariats/${loaderData.id}` },
        ]}
      />
      <PartnershipForm
        state={actionData ?? loaderData.state}
        departments={loaderData.departments}
        needs={loaderData.needs}
        version={loaderData.version}
      />
    </>
  );
}
