import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { formValues, parseForm } from '../../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { ModelForm, type ModelFormState } from '../components/model-form.tsx';
import { updateModel } from '../models/commands.ts';
import { modelInput } from '../models/contract.ts';
import { en } from '../models/messages.en.ts';
import { fr } from '../models/messages.fr.ts';
import { getModel, type Model } from '../models/queries.ts';

type Args = Pick<GuardedArgs<'models.write'>, 'ctx' | 'actor' | 'params'>;

async function open({ ctx, actor, params }: Args): Promise<Model> {
  const read = authorize(actor, 'models.read');
  const model = read ? await getModel(ctx.db, read, params.id ?? '') : null;
  if (!model) throw notFound();
  return model;
}

const valuesOf = (model: Model): ModelFormState['values'] => ({
  title: model.title,
  problem: model.problem,
  moneyEuros: String(model.moneyEuros ?? ''),
  days: String(model.days ?? ''),
  inKind: model.inKind,
  results: model.results,
  conditions: model.conditions,
  contactName: model.contactName,
  contactEmail: model.contactEmail,
  contactAgreed: model.contactName || model.contactEmail ? '1' : '',
});

export const loader = guard('models.write', async (args) => {
  const model = await open(args);
  const { id, title, version } = model;
  return { id, title, version, state: { errors: [], values: valuesOf(model) } as ModelFormState };
});

export const action = guard('models.write', async (args) => {
  const { ctx, scope, request } = args;
  const { id } = await open(args);
  const form = await request.formData();
  const unsettled = settle(form);
  const parsed = parseForm(modelInput, form);
  if (!parsed.ok || unsettled.length > 0) {
    const errors = [...unsettled, ...(parsed.ok ? [] : parsed.errors)];
    return data({ errors, values: formValues(form) } as ModelFormState, { status: 422 });
  }
  const done = await updateModel(ctx, scope, id, Number(form.get('version')), parsed.value);
  if (done.ok) throw redirect(`/modeles/${id}`);
  const again = await afterRefusal(form, done.failure, async () => {
    const now = await open(args);
    return { version: now.version, values: valuesOf(now) };
  });
  return data(again as ModelFormState, { status: 409 });
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
