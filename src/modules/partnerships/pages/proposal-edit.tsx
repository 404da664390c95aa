import { data, redirect } from 'react-router';
import { fieldErrors, formValues } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { updateProposal } from '../co-design/commands.ts';
import { proposalInput } from '../co-design/contract.ts';
import { mayBecome, VISIBILITIES } from '../co-design/domain.ts';
import { en } from '../co-design/messages.en.ts';
import { fr } from '../co-design/messages.fr.ts';
import { mayEditProposal } from '../co-design/policy.ts';
import { getProposal } from '../co-design/queries.ts';
import { ProposalForm, type ProposalFormState } from '../components/proposal-form.tsx';

export const loader = guard('codesign.propose', async ({ ctx, actor, scope, params }) => {
  const found = await getProposal(ctx.db, actor, params.id ?? '');
  if (!found || !mayEditProposal(scope, { ...found, partnerId: found.partner.id }))
    throw notFound();
  const { title, body, means, visibility } = found;
  return {
    found,
    visibilities: VISIBILITIES.filter((to) => mayBecome(visibility, to)),
    state: { errors: [], values: { title, body, means, visibility } } as ProposalFormState,
  };
});

export const action = guard(
  'codesign.propose',
  async ({ ctx, actor, scope, services, request, params }) => {
    const found = await getProposal(ctx.db, actor, params.id ?? '');
    if (!found) throw notFound();
    const values = formValues(await request.formData()) as Record<string, string>;
    const again = (errors: ProposalFormState['errors'], status: number) =>
      data({ errors, values } satisfies ProposalFormState, { status });
    const parsed = proposalInput.safeParse({
      ...values,
      needId: found.needId,
      partnerId: found.partner.id,
    });
    if (!parsed.success) return again(fieldErrors(parsed.error), 422);
    const done = await updateProposal(ctx, scope, found.id, Number(values.version), parsed.data);
    if (!done.ok) {
      if (done.failure.code === 'not-found') throw notFound();
      return again([done.failure], 409);
    }
    services.wake();
    throw redirect(`/propositions/${found.id}?fait=1`);
  },
);

export default function EditProposal({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { found, state, visibilities } = loaderData;
  const stale = actionData?.errors.some(({ code }) => code === 'changed-meanwhile');
  return (
    <>
      <title>{`${t.editTitle} — Maillage`}</title>
      <PageHeader
        title={t.editTitle}
        crumbs={[{ label: found.title, to: `/propositions/${found.id}` }]}
      />
      {stale ? (
        <Notice tone="warning" title={t.changed}>
          <p className="font-bold">{found.title}</p>
          <p className="whitespace-pre-line">{found.body}</p>
        </Notice>
      ) : null}
      <ProposalForm
        state={actionData ?? state}
        partners={[]}
        visibilities={visibilities}
        version={found.version}
      />
    </>
  );
}
