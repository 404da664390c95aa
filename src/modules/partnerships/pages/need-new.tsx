import { data, redirect } from 'react-router';
import { newId } from '../../../platform/db/ids.ts';
import { formValues } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { getTerritory } from '../../territories/public.ts';
import { NeedForm, type NeedFormState } from '../components/need-form.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { recordNeed } from '../needs/commands.ts';
import { NEED_TERRITORIES } from '../needs/domain.ts';
import { needChoices, readNeedForm } from './need-form.ts';

export const loader = guard('needs.write', async ({ ctx, scope, url }) => {
  const kind =
    NEED_TERRITORIES.find((value) => value === url.searchParams.get('territoire')) ?? 'department';
  const asked = url.searchParams.get('code') ?? '';
  const code = asked || (scope.everywhere ? '' : ([...scope.departments][0] ?? ''));
  const territory = code ? await getTerritory(ctx.db, kind, code) : null;
  const state: NeedFormState = {
    errors: [],
    values: {
      id: newId(),
      departmentCode: territory?.departmentCode ?? (kind === 'department' ? code : ''),
      territoryCode: kind === 'commune' ? (territory?.code ?? '') : '',
      territoryCodeText:
        kind === 'commune' && territory ? `${territory.name} (${territory.code})` : '',
      epci: kind === 'epci' ? (territory?.code ?? '') : '',
      commitment: url.searchParams.get('engagement') ?? '',
    },
  };
  return { state, ...(await needChoices(ctx, scope, kind, territory?.code ?? '')) };
});

export const action = guard('needs.write', async ({ ctx, scope, request }) => {
  const form = await request.formData();
  const parsed = await readNeedForm(ctx.db, form);
  if (!parsed.ok)
    return data({ errors: parsed.errors, values: parsed.values } as NeedFormState, { status: 422 });
  const id = String(form.get('id') ?? '');
  const made = await recordNeed(
    ctx,
    scope,
    parsed.value,
    /^[0-9a-f-]{36}$/i.test(id) ? id : newId(),
  );
  if (made.ok) throw redirect(`/besoins/${made.value.id}`);
  return data({ errors: [made.failure], values: formValues(form) } as NeedFormState, {
    status: 409,
  });
});

export default function NewNeed({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.need.newTitle} — Maillage`}</title>
      <PageHeader title={t.need.newTitle} crumbs={[{ label: t.need.listTitle, to: '/besoins' }]} />
      <NeedForm
        state={actionData ?? loaderData.state}
        departments={loaderData.departments}
        indicators={loaderData.indicators}
      />
    </>
  );
}
