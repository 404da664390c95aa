import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { formValues } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { updateAction } from '../actions/commands.ts';
import { en } from '../actions/messages.en.ts';
import { fr } from '../actions/messages.fr.ts';
import { mayPlan } from '../actions/policy.ts';
import { type Action, getAction } from '../actions/queries.ts';
import { ActionForm, type ActionFormState } from '../components/action-form.tsx';
import { actionChoices, readActionForm } from './action-form.ts';

function valuesOf(found: Action): Record<string, string> {
  const values: Record<string, string> = {
    title: found.title,
    description: found.description,
    territoryKind: found.territoryKind,
    territoryCode: found.territoryCode,
    commitment: found.commitment,
    ownerKind: found.ownerKind,
    ownerPartnerId: found.ownerPartnerId ?? '',
    ownerPartnerIdText: found.ownerKind === 'partner' ? found.ownerName : '',
    ownerAccountId: found.ownerAccountId ?? '',
    placeId: found.placeId ?? '',
    placeIdText: found.placeName ?? '',
    needId: found.needId ?? '',
    proposalId: found.proposalId ?? '',
    partnershipId: found.partnershipId ?? '',
    result: found.result,
    indicatorCode: found.indicatorCode ?? '',
    unit: found.unit,
    target: found.target === null ? '' : String(found.target),
  };
  for (const [line, { id, label, dueOn }] of found.milestones.entries()) {
    values[`milestone.${line}.id`] = id;
    values[`milestone.${line}.label`] = label;
    values[`milestone.${line}.dueOn`] = dueOn;
  }
  return values;
}

export const loader = guard('actions.write', async ({ ctx, actor, scope, params }) => {
  const read = authorize(actor, 'codesign.read');
  const found = read ? await getAction(ctx.db, read, params.id ?? '') : null;
  if (!found || !mayPlan(scope, found.departmentCode)) throw notFound();
  return {
    found,
    state: { errors: [], values: valuesOf(found) } as ActionFormState,
    choices: await actionChoices(ctx, scope, {
      name: found.territoryName,
      departmentCode: found.departmentCode,
    }),
  };
});

export const action = guard('actions.write', async ({ ctx, scope, request, params }) => {
  const form = await request.formData();
  const parsed = await readActionForm(ctx, form);
  const id = params.id ?? '';
  if (!parsed.ok)
    return data({ errors: parsed.errors, values: parsed.values } as ActionFormState, {
      status: 422,
    });
  const done = await updateAction(ctx, scope, id, Number(form.get('version')), parsed.value);
  if (done.ok) throw redirect(`/actions/${id}?fait=1`);
  if (done.failure.code === 'not-found') throw notFound();
  const values = formValues(form) as Record<string, string>;
  return data({ errors: [done.failure], values } as ActionFormState, { status: 409 });
});

export default function EditAction({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { found, state, choices } = loaderData;
  const stale = actionData?.errors.some(({ code }) => code === 'changed-meanwhile');
  return (
    <>
      <title>{`${t.editTitle} — Maillage`}</title>
      <PageHeader
        title={t.editTitle}
        crumbs={[{ label: found.title, to: `/actions/${found.id}` }]}
      />
      {stale ? (
        <Notice tone="warning" title={t.changed}>
          <p className="font-bold">{found.title}</p>
          <p className="whitespace-pre-line">{found.description}</p>
        </Notice>
      ) : null}
      <ActionForm state={actionData ?? state} choices={choices} version={found.version} />
    </>
  );
}
