import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { updatePartner } from '../commands.ts';
import { PartnerForm, type PartnerFormState } from '../components/partner-form.tsx';
import type { PartnerOutput } from '../contract.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayWritePartner } from '../policy.ts';
import { getPartner } from '../queries.ts';
import { readPartnerForm, refused } from './read-form.ts';

type Args = Pick<GuardedArgs<'partners.write'>, 'ctx' | 'actor' | 'scope' | 'params'>;

async function open({ ctx, actor, scope, params }: Args): Promise<PartnerOutput> {
  const read = authorize(actor, 'partners.read');
  const partner = read ? await getPartner(ctx.db, read, params.id ?? '') : null;
  if (!partner || !mayWritePartner(scope, partner)) throw notFound();
  return partner;
}

function valuesOf(partner: PartnerOutput): PartnerFormState['values'] {
  return {
    name: partner.name,
    acronym: partner.acronym,
    kind: partner.kind,
    siret: partner.siret ?? '',
    siren: partner.siren ?? '',
    rna: partner.rna ?? '',
    communeCode: partner.communeCode ?? '',
    communeCodeText: partner.communeName ? `${partner.communeName} (${partner.communeCode})` : '',
    address: partner.address,
    postalCode: partner.postalCode,
    website: partner.website ?? '',
    description: partner.description,
  };
}

export const loader = guard('partners.write', async (args) => {
  const partner = await open(args);
  const state: PartnerFormState = {
    errors: [],
    duplicates: [],
    takenBy: null,
    values: valuesOf(partner),
  };
  return { state, version: partner.version, id: partner.id, name: partner.name };
});

export const action = guard('partners.write', async (args) => {
  const { ctx, scope, request } = args;
  const { id } = await open(args);
  const form = await request.formData();
  const unsettled = settle(form);
  const parsed = await readPartnerForm(ctx.db, form);
  if (!parsed.ok || unsettled.length > 0)
    return data(refused(form, [...unsettled, ...(parsed.ok ? [] : parsed.errors)]), {
      status: 422,
    });
  const done = await updatePartner(ctx, scope, id, Number(form.get('version')), parsed.value);
  if (done.ok) throw redirect(`/partenaires/${id}`);
  if (done.failure.code === 'not-found') throw notFound();
  const takenBy = done.failure.code === 'siret-taken' ? done.failure.partnerId : null;
  const again = await afterRefusal(form, done.failure, async () => {
    const now = await open(args);
    return { version: now.version, values: valuesOf(now) };
  });
  return data({ ...again, duplicates: [], takenBy } as PartnerFormState, { status: 409 });
});

export default function EditPartner({
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
          { label: t.list.title, to: '/partenaires' },
          { label: loaderData.name, to: `/partenaires/${loaderData.id}` },
        ]}
      />
      <PartnerForm state={actionData ?? loaderData.state} version={loaderData.version} />
    </>
  );
}
