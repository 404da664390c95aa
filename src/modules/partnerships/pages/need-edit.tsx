import { data, redirect } from 'react-router';
import { authorize, coversDepartment } from '../../../platform/access/access.ts';
import { formValues } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { NeedForm, type NeedFormState } from '../components/need-form.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { updateNeed } from '../needs/commands.ts';
import { getNeed } from '../needs/queries.ts';
import { needChoices, readNeedForm } from './need-form.ts';

export const loader = guard('needs.write', async ({ ctx, actor, scope, params }) => {
  const read = authorize(actor, 'needs.read');
  const need = read ? await getNeed(ctx.db, read, params.id ?? '') : null;
  if (!need || !coversDepartment(scope, need.departmentCode)) throw notFound();
  const words = need.evidence.find((item) => item.kind === 'text');
  const state: NeedFormState = {
    errors: [],
    values: {
      departmentCode: need.departmentCode,
      territoryCode: need.territoryKind === 'commune' ? need.territoryCode : '',
      territoryCodeText:
        need.territoryKind === 'commune' ? `${need.territoryName} (${need.territoryCode})` : '',
      epci: need.territoryKind === 'epci' ? need.territoryCode : '',
      commitment: need.commitment,
      title: need.title,
      description: need.description,
      status: need.status,
      'indicators[]': need.evidence.flatMap((item) =>
        item.kind === 'indicator' ? [item.code] : [],
      ),
      evidenceText: words?.kind === 'text' ? words.text : '',
      evidenceUrl: words?.kind === 'text' ? (words.url ?? '') : '',
    },
  };
  const choices = await needChoices(ctx, scope, need.territoryKind, need.territoryCode);
  return { id: need.id, title: need.title, version: need.version, state, ...choices };
});

export const action = guard('needs.write', async ({ ctx, scope, request, params }) => {
  const form = await request.formData();
  const parsed = await readNeedForm(ctx.db, form);
  if (!parsed.ok)
    return data({ errors: parsed.errors, values: parsed.values } as NeedFormState, { status: 422 });
  const id = params.id ?? '';
  const done = await updateNeed(ctx, scope, id, Number(form.get('version')), parsed.value);
  if (done.ok) throw redirect(`/besoins/${id}`);
  if (done.failure.code === 'not-found') throw notFound();
  return data({ errors: [done.failure], values: formValues(form) } as NeedFormState, {
    status: 409,
  });
});

export default function EditNeed({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.need.editTitle} — Maillage`}</title>
      <PageHeader
        title={t.need.editTitle}
        crumbs={[
          { label: t.need.listTitle, to: '/besoins' },
          { label: loaderData.title, to: `/besoins/${loaderData.id}` },
        ]}
      />
      <NeedForm
        state={actionData ?? loaderData.state}
        departments={loaderData.departments}
        indicators={loaderData.indicators}
        version={loaderData.version}
      />
    </>
  );
}
