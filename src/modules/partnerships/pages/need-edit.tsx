import { data, redirect } from 'react-router';
import { authorize, coversDepartment } from '../../../platform/access/access.ts';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { formValues } from '../../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { NeedForm, type NeedFormState } from '../components/need-form.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { updateNeed } from '../needs/commands.ts';
import { getNeed, type NeedRow } from '../needs/queries.ts';
import { needChoices, readNeedForm } from './need-form.ts';

type Args = Pick<GuardedArgs<'needs.write'>, 'ctx' | 'actor' | 'scope' | 'params'>;

async function open({ ctx, actor, scope, params }: Args): Promise<NeedRow> {
  const read = authorize(actor, 'needs.read');
  const need = read ? await getNeed(ctx.db, read, params.id ?? '') : null;
  if (!need || !coversDepartment(scope, need.departmentCode)) throw notFound();
  return need;
}

function valuesOf(need: NeedRow): NeedFormState['values'] {
  const words = need.evidence.find((item) => item.kind === 'text');
  return {
    departmentCode: need.departmentCode,
    territoryCode: need.territoryKind === 'commune' ? need.territoryCode : '',
    territoryCodeText:
      need.territoryKind === 'commune' ? `${need.territoryName} (${need.territoryCode})` : '',
    epci: need.territoryKind === 'epci' ? need.territoryCode : '',
    commitment: need.commitment,
    title: need.title,
    description: need.description,
    status: need.status,
    'indicators[]': need.evidence.flatMap((item) => (item.kind === 'indicator' ? [item.code] : [])),
    evidenceText: words?.kind === 'text' ? words.text : '',
    evidenceUrl: words?.kind === 'text' ? (words.url ?? '') : '',
  };
}

export const loader = guard('needs.write', async (args) => {
  const need = await open(args);
  const state: NeedFormState = { errors: [], values: valuesOf(need) };
  const choices = await needChoices(args.ctx, args.scope, need.territoryKind, need.territoryCode);
  return { id: need.id, title: need.title, version: need.version, state, ...choices };
});

export const action = guard('needs.write', async (args) => {
  const { ctx, scope, request } = args;
  const { id } = await open(args);
  const form = await request.formData();
  const unsettled = settle(form);
  const parsed = await readNeedForm(ctx.db, form);
  if (!parsed.ok || unsettled.length > 0) {
    const errors = [...unsettled, ...(parsed.ok ? [] : parsed.errors)];
    return data({ errors, values: formValues(form) } as NeedFormState, { status: 422 });
  }
  const done = await updateNeed(ctx, scope, id, Number(form.get('version')), parsed.value);
  if (done.ok) throw redirect(`/besoins/${id}`);
  if (done.failure.code === 'not-found') throw notFound();
  const again = await afterRefusal(form, done.failure, async () => {
    const now = await open(args);
    return { version: now.version, values: valuesOf(now) };
  });
  return data(again as NeedFormState, { status: 409 });
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
