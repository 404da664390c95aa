import { data, redirect } from 'react-router';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { fieldErrors, formValues } from '../../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
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

type Args = Pick<GuardedArgs<'codesign.propose'>, 'ctx' | 'actor' | 'params'>;

async function open({ ctx, actor, params }: Args) {
  const found = await getProposal(ctx.db, actor, params.id ?? '');
  if (!found) throw notFound();
  const { title, body, means, visibility } = found;
  return { found, values: { title, body, means, visibility } };
}

export const loader = guard('codesign.propose', async (args) => {
  const { found, values } = await open(args);
  if (!mayEditProposal(args.scope, { ...found, partnerId: found.partner.id })) throw notFound();
  return {
    found,
    visibilities: VISIBILITIES.filter((to) => mayBecome(found.visibility, to)),
    state: { errors: [], values } as ProposalFormState,
  };
});

export const action = guard('codesign.propose', async (args) => {
  const { ctx, scope, services, request } = args;
  // A proposal that was decided meanwhile is the command's to refuse: what was typed stays.
  const { found } = await open(args);
  const form = await request.formData();
  const unsettled = settle(form);
  const values = formValues(form) as Record<string, string>;
  const parsed = proposalInput.safeParse({
    ...values,
    needId: found.needId,
    partnerId: found.partner.id,
  });
  if (!parsed.success || unsettled.length > 0) {
    const errors = [...unsettled, ...(parsed.success ? [] : fieldErrors(parsed.error))];
    return data({ errors, values } satisfies ProposalFormState, { status: 422 });
  }
  const done = await updateProposal(ctx, scope, found.id, Number(values.version), parsed.data);
  if (done.ok) {
    services.wake();
    throw redirect(`/propositions/${found.id}?fait=1`);
  }
  if (done.failure.code === 'not-found') throw notFound();
  const again = await afterRefusal(form, done.failure, async () => {
    const now = await open(args);
    return { version: now.found.version, values: now.values };
  });
  return data(again as ProposalFormState, { status: 409 });
});

export default function EditProposal({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { found, state, visibilities } = loaderData;
  return (
    <>
      <title>{`${t.editTitle} — Maillage`}</title>
      <PageHeader
        title={t.editTitle}
        crumbs={[{ label: found.title, to: `/propositions/${found.id}` }]}
      />
      <ProposalForm
        state={actionData ?? state}
        partners={[]}
        visibilities={visibilities}
        version={found.version}
      />
    </>
  );
}
