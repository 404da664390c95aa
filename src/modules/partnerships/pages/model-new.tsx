import { data, redirect } from 'react-router';
import { authorize, type Ctx } from '../../../platform/access/access.ts';
import { formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { ModelForm, type ModelFormState } from '../components/model-form.tsx';
import { listExperiments } from '../experiments/queries.ts';
import { createModel } from '../models/commands.ts';
import { modelInput } from '../models/contract.ts';
import { en } from '../models/messages.en.ts';
import { fr } from '../models/messages.fr.ts';
import { getPartnership } from '../queries.ts';

async function sourceOf(ctx: Ctx, url: URL) {
  const read = authorize(ctx.actor, 'partnerships.read');
  const id = url.searchParams.get('partenariat') ?? '';
  const found = read ? await getPartnership(ctx.db, read, id) : null;
  if (!found) throw notFound();
  return found;
}

export const loader = guard('models.write', async ({ ctx, url }) => {
  const source = await sourceOf(ctx, url);
  // What was learned by trying is the beginning of what is told.
  const learned = (await listExperiments(ctx.db, source.id))
    .map((one) => one.learned)
    .filter(Boolean)
    .join('\n');
  return {
    source: { id: source.id, title: source.title },
    state: {
      errors: [],
      values: { title: source.title, problem: source.summary, results: learned },
    } as ModelFormState,
  };
});

export const action = guard('models.write', async ({ ctx, scope, request, url }) => {
  const source = await sourceOf(ctx, url);
  const form = await request.formData();
  const values = formValues(form) as Record<string, string>;
  const parsed = parseForm(modelInput, form);
  if (!parsed.ok) return data({ errors: parsed.errors, values } as ModelFormState, { status: 422 });
  const made = await createModel(ctx, scope, source.id, parsed.value);
  if (!made.ok) return data({ errors: [made.failure], values } as ModelFormState, { status: 409 });
  throw redirect(`/modeles/${made.value.id}`);
});

export default function NewModel({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { source, state } = loaderData;
  return (
    <>
      <title>{`${t.newTitle} — Maillage`}</title>
      <PageHeader
        title={t.newTitle}
        crumbs={[{ label: source.title, to: `/partenariats/${source.id}` }]}
      />
      <ModelForm state={actionData ?? state} />
    </>
  );
}
