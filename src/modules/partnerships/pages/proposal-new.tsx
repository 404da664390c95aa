import { data, redirect } from 'react-router';
import { authorize, type Ctx, type Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { fieldErrors, formValues } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { createProposal } from '../co-design/commands.ts';
import { proposalInput } from '../co-design/contract.ts';
import { en } from '../co-design/messages.en.ts';
import { fr } from '../co-design/messages.fr.ts';
import { mayPropose } from '../co-design/policy.ts';
import { invitedAmong, presentAmong } from '../co-design/presence/queries.ts';
import { ProposalForm, type ProposalFormState } from '../components/proposal-form.tsx';
import { getNeed } from '../needs/queries.ts';

async function needFor(ctx: Ctx, id: string | undefined) {
  const read = authorize(ctx.actor, 'needs.read');
  const need = read ? await getNeed(ctx.db, read, id ?? '') : null;
  if (!need) throw notFound();
  return need;
}

/** In whose name the writer may answer this need. */
async function namesFor(
  ctx: Ctx,
  scope: Scope<'codesign.propose'>,
  need: { readonly id: string; readonly departmentCode: string },
) {
  const own = [...scope.organisations];
  const present = await presentAmong(ctx.db, need.departmentCode, own);
  const invited = await invitedAmong(ctx.db, need.id, own);
  const ids = own.filter((id) => mayPropose(scope, id, present, invited));
  if (ids.length === 0) return [];
  return ctx.db.selectFrom('partner').select(['id', 'name']).where('id', 'in', ids).execute();
}

export const loader = guard('codesign.propose', async ({ ctx, scope, params }) => {
  const need = await needFor(ctx, params.id);
  const partners = await namesFor(ctx, scope, need);
  if (partners.length === 0) throw new Response('forbidden', { status: 403 });
  const state: ProposalFormState = { errors: [], values: { id: newId(), visibility: 'draft' } };
  return { need: { id: need.id, title: need.title }, partners, state };
});

export const action = guard(
  'codesign.propose',
  async ({ ctx, scope, services, request, params }) => {
    const need = await needFor(ctx, params.id);
    const form = await request.formData();
    const values = formValues(form) as Record<string, string>;
    const again = (errors: ProposalFormState['errors'], status: number) =>
      data({ errors, values } satisfies ProposalFormState, { status });
    const parsed = proposalInput.safeParse({ ...values, needId: need.id });
    if (!parsed.success) return again(fieldErrors(parsed.error), 422);
    const id = values.id ?? '';
    const made = await createProposal(
      ctx,
      scope,
      parsed.data,
      /^[0-9a-f-]{36}$/i.test(id) ? id : newId(),
    );
    if (!made.ok) return again([made.failure], 409);
    services.wake();
    throw redirect(`/propositions/${made.value.id}`);
  },
);

export default function NewProposal({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { need, partners, state } = loaderData;
  return (
    <>
      <title>{`${t.newTitle} — Maillage`}</title>
      <PageHeader
        title={t.newTitle}
        lead={`${t.inAnswerTo} ${need.title}`}
        crumbs={[{ label: need.title, to: `/besoins/${need.id}` }]}
      />
      <ProposalForm state={actionData ?? state} partners={partners} />
    </>
  );
}
