import { data, redirect } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { createPartner } from '../commands.ts';
import { PartnerForm, type PartnerFormState } from '../components/partner-form.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { readPartnerForm, refused } from './read-form.ts';

export const loader = guard('partners.write', ({ url }): PartnerFormState => {
  const values: Record<string, string> = {};
  for (const key of ['name', 'siret', 'communeCode', 'communeCodeText']) {
    values[key] = url.searchParams.get(key) ?? '';
  }
  return { errors: [], values, duplicates: [], takenBy: null };
});

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
  return (
    <>
      <title>{`${t.form.newTitle} — Maillage`}</title>
      <PageHeader title={t.form.newTitle} crumbs={[{ label: t.list.title, to: '/partenaires' }]} />
      <PartnerForm state={actionData ?? loaderData} />
    </>
  );
}
