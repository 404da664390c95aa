import { data, redirect } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { createPartner } from '../commands.ts';
import { LookupPanel, type LookupState } from '../components/lookup-panel.tsx';
import { PartnerForm, type PartnerFormState } from '../components/partner-form.tsx';
import type { Listed } from '../lookup/domain.ts';
import { lookUp } from '../lookup/queries.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { readPartnerForm, refused } from './read-form.ts';

export const loader = guard(
  { permission: 'partners.write', limit: { name: 'lookup', calls: 120, seconds: 600 } },
  async ({ url, services }) => {
    const values: Record<string, string> = {};
    for (const key of ['name', 'siret', 'communeCode', 'communeCodeText']) {
      values[key] = url.searchParams.get(key) ?? '';
    }
    const typed = url.searchParams.get('annuaire')?.trim() ?? '';
    const looked = typed === '' ? null : await lookUp(services.directoryUrl, typed);
    const found = looked?.ok ? looked.value : null;
    const chosen = found?.find(({ siren }) => siren === url.searchParams.get('choisir'));
    const lookup: LookupState = {
      typed,
      found: chosen ? null : found,
      failure: looked && !looked.ok ? looked.failure.code : null,
    };
    const state: PartnerFormState = {
      errors: [],
      values: chosen ? valuesOf(chosen) : values,
      duplicates: [],
      takenBy: null,
    };
    return { lookup, state };
  },
);

function valuesOf(one: Listed): Record<string, string> {
  const { name, acronym, kind, siren, siret, rna, address, postalCode, communeCode } = one;
  return {
    name,
    acronym,
    kind,
    siren,
    siret,
    rna,
    address,
    postalCode,
    communeCode,
    communeCodeText: one.communeName,
  };
}

export const action = guard('partners.write', async ({ ctx, scope, request }) => {
  const form = await request.formData();
  const parsed = await readPartnerForm(ctx.db, form);
  if (!parsed.ok) return data(refused(form, parsed.errors), { status: 422 });
  const made = await createPartner(ctx, scope, parsed.value, {
    confirmed: form.get('confirmed') === 'yes',
  });
  if (made.ok) throw redirect(`/partenaires/${made.value.id}`);
  const { failure } = made;
  if (failure.code === 'near-duplicates') {
    return data({ ...refused(form, []), duplicates: failure.duplicates }, { status: 409 });
  }
  const takenBy = failure.code === 'siret-taken' ? failure.partnerId : null;
  return data(
    { ...refused(form, [{ field: failure.field, code: failure.code }]), takenBy },
    { status: 409 },
  );
});

export default function NewPartner({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { lookup, state } = loaderData;
  return (
    <>
      <title>{`${t.form.newTitle} — Maillage`}</title>
      <PageHeader title={t.form.newTitle} crumbs={[{ label: t.list.title, to: '/partenaires' }]} />
      <LookupPanel state={lookup} />
      {/* A record chosen in the directory is another form: its fields start with its values. */}
      <PartnerForm key={state.values.siren ?? ''} state={actionData ?? state} />
    </>
  );
}
