import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { ModelForm, type ModelFormState } from '../components/model-form.tsx';
import { updateModel } from '../models/commands.ts';
import { modelInput } from '../models/contract.ts';
import { en } from '../models/messages.en.ts';
import { fr } from '../models/messages.fr.ts';
import { getModel } from '../models/queries.ts';

export const loader = guard('models.write', async ({ ctx, actor, params }) => {
  const read = authorize(actor, 'models.read');
  const model = read ? await getModel(ctx.db, read, params.id ?? '') : null;
  if (!model) throw notFound();
  const named = model.contactName || model.contactEmail;
  return {
    id: model.id,
    title: model.title,
    version: model.version,
    state: {
      errors: [],
      values: {
        title: model.title,
        problem: model.problem,
        moneyEuros: String(model.moneyEuros ?? ''),
        days: String(model.days ?? ''),
        inKind: model.inKind,
        results: model.results,
        conditions: model.conditions,
        contactName: model.contactName,
        contactEmail: model.contactEmail,
        contactAgreed: named ? '1' : '',
      },
    } as ModelFormState,
  };
});

export const action = guard('models.write', async ({ ctx, scope, request, params }) => {
  const id = params.id ?? '';
  const form = await request.formData();
  const values = formValues(form) as Record<string, string>;
  const parsed = parseForm(modelInput, form);
  if (!parsed.ok) return data({ errors: parsed.errors, values } as ModelFormState, { status: 422 });
  const done = await updateModel(ctx, scope, id, Number(values.version), parsed.value);
  if (!done.ok) return data({ errors: [done.failure], values } as ModelFormState, { status: 409 });
  throw redirect(`/modeles/${id}`);
});

export default function EditModel({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { id, title, version, state } = loaderData;
  return (
    <>
      <title>{`${t.editTitle} — Maillage`}</title>
      <PageHeader title={t.editTitle} crumbs={[{ label: title, to: `/modeles/${id}` }]} />
      <ModelForm state={actionData ?? state} version={version} />
    </>
  );
}
