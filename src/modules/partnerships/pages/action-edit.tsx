import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { formValues } from '../../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
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

type Args = Pick<GuardedArgs<'actions.write'>, 'ctx' | 'actor' | 'scope' | 'params'>;

async function open({ ctx, actor, scope, params }: Args): Promise<Action> {
  const read = authorize(actor, 'codesign.read');
  const found = read ? await getAction(ctx.db, read, params.id ?? '') : null;
  if (!found || !mayPlan(scope, found.departmentCode)) throw notFound();
  return found;
}

export const loader = guard('actions.write', async (args) => {
  const found = await open(args);
  return {
    found,
    state: { errors: [], values: valuesOf(found) } as ActionFormState,
    choices: await actionChoices(args.ctx, args.scope, {
      name: found.territoryName,
      departmentCode: found.departmentCode,
    }),
  };
});

export const action = guard('actions.write', async (args) => {
  const { ctx, scope, request } = args;
  const { id } = await open(args);
  const form = await request.formData();
  const unsettled = settle(form);
  const parsed = await readActionForm(ctx, form);
  if (!parsed.ok || unsettled.length > 0) {
    const errors = [...unsettled, ...(parsed.ok ? [] : parsed.errors)];
    return data({ errors, values: formValues(form) } as ActionFormState, { status: 422 });
  }
  const done = await updateAction(ctx, scope, id, Number(form.get('version')), parsed.value);
  if (done.ok) throw redirect(`/actions/${id}?fait=1`);
  if (done.failure.code === 'not-found') throw notFound();
  const again = await afterRefusal(form, done.failure, async () => {
    const now = await open(args);
    return { version: now.version, values: valuesOf(now) };
  });
  return data(again as ActionFormState, { status: 409 });
});

export default function EditAction({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { found, state, choices } = loaderData;
  return (
    <>
      <title>{`${t.editTitle} — Maillage`}</title>
      <PageHeader
        title={t.editTitle}
        crumbs={[{ label: found.title, to: `/actions/${found.id}` }]}
      />
      <ActionForm state={actionData ?? state} choices={choices} version={found.version} />
    </>
  );
}
