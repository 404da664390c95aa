import { data, redirect } from 'react-router';
import {
  authorize,
  type Ctx,
  coversDepartment,
  type Scope,
} from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { getTerritory } from '../../territories/public.ts';
import { createAction } from '../actions/commands.ts';
import { en } from '../actions/messages.en.ts';
import { fr } from '../actions/messages.fr.ts';
import { getProposal } from '../co-design/queries.ts';
import { ActionForm, type ActionFormState } from '../components/action-form.tsx';
import { NEED_TERRITORIES } from '../needs/domain.ts';
import { getNeed } from '../needs/queries.ts';
import { actionChoices, readActionForm } from './action-form.ts';

interface Start {
  readonly kind: (typeof NEED_TERRITORIES)[number];
  readonly code: string;
  readonly values: Record<string, string>;
}

/** What an action starts from: a proposal that was kept, a territory, or nothing yet. */
async function startFrom(ctx: Ctx, scope: Scope<'actions.write'>, url: URL): Promise<Start> {
  const proposalId = url.searchParams.get('proposition');
  const needs = authorize(ctx.actor, 'needs.read');
  const proposal = proposalId ? await getProposal(ctx.db, ctx.actor, proposalId) : null;
  const need = proposal && needs ? await getNeed(ctx.db, needs, proposal.needId) : null;
  if (proposal && need && proposal.outcome === 'kept') {
    return {
      kind: need.territoryKind,
      code: need.territoryCode,
      values: {
        title: proposal.title,
        description: proposal.body.slice(0, 2000),
        commitment: need.commitment,
        needId: need.id,
        proposalId: proposal.id,
        ownerKind: 'partner',
        ownerPartnerId: proposal.partner.id,
        ownerPartnerIdText: proposal.partner.name,
      },
    };
  }
  const kind =
    NEED_TERRITORIES.find((value) => value === url.searchParams.get('territoire')) ?? 'department';
  const code = url.searchParams.get('code')?.toUpperCase();
  const own = scope.everywhere ? '' : ([...scope.departments][0] ?? '');
  return { kind: code ? kind : 'department', code: code ?? own, values: {} };
}

export const loader = guard('actions.write', async ({ ctx, scope, url }) => {
  const start = await startFrom(ctx, scope, url);
  const territory = start.code ? await getTerritory(ctx.db, start.kind, start.code) : null;
  const departmentCode = territory?.departmentCode ?? null;
  if (territory && !coversDepartment(scope, departmentCode)) throw notFound();
  const known = territory && departmentCode ? { name: territory.name, departmentCode } : null;
  const state: ActionFormState = {
    errors: [],
    values: {
      id: newId(),
      territoryKind: known ? start.kind : 'department',
      territoryCode: known ? start.code : '',
      ...start.values,
    },
  };
  return { state, choices: await actionChoices(ctx, scope, known) };
});

export const action = guard('actions.write', async ({ ctx, scope, request }) => {
  const form = await request.formData();
  const parsed = await readActionForm(ctx, form);
  if (!parsed.ok)
    return data({ errors: parsed.errors, values: parsed.values } as ActionFormState, {
      status: 422,
    });
  const id = String(form.get('id') ?? '');
  const made = await createAction(
    ctx,
    scope,
    parsed.value,
    /^[0-9a-f-]{36}$/i.test(id) ? id : newId(),
  );
  if (made.ok) throw redirect(`/actions/${made.value.id}`);
  const values = Object.fromEntries(form.entries()) as Record<string, string>;
  return data({ errors: [made.failure], values } as ActionFormState, { status: 409 });
});

export default function NewAction({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.newTitle} — Maillage`}</title>
      <PageHeader title={t.newTitle} />
      <ActionForm state={actionData ?? loaderData.state} choices={loaderData.choices} />
    </>
  );
}
