import { data, redirect } from 'react-router';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { byOptions, EditForm } from '../../../ui/conflict.tsx';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { ACCESS_NEEDS, digitalEn, digitalFr, THEMES } from '../../alliance/public.ts';
import { updateFile } from '../commands.ts';
import { PersonFields, usePersonLabels } from '../components/person-fields.tsx';
import { fileNumber, REACH_KINDS } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { openFile } from './open.ts';
import { readPersonForm, refused, valuesOf } from './read-form.ts';

export const loader = guard('follow-up.write', async (args) => {
  const file = await openFile(args);
  return { id: file.id, version: file.version, state: { errors: [], values: valuesOf(file) } };
});

export const action = guard('follow-up.write', async (args) => {
  const { ctx, scope, services, request } = args;
  const { id } = await openFile(args);
  const form = await request.formData();
  const unsettled = settle(form);
  const parsed = await readPersonForm(ctx.db, form);
  if (!parsed.ok || unsettled.length > 0)
    return data(refused(form, [...unsettled, ...(parsed.ok ? [] : parsed.errors)]), {
      status: 422,
    });
  const version = Number(form.get('version'));
  const done = await updateFile(ctx, scope, services.secret, id, version, parsed.value);
  if (done.ok) throw redirect(`/suivis/${id}?fait=1`);
  if (done.failure.code === 'not-found') throw notFound();
  const again = await afterRefusal(form, done.failure, async () => {
    const now = await openFile(args);
    return { version: now.version, values: valuesOf(now) };
  });
  return data(again, { status: 409 });
});

export default function EditFollowUp({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const number = t.number(fileNumber(loaderData.id));
  const { errors, values } = actionData ?? loaderData.state;
  return (
    <>
      <title>{`${t.edit} — Maillage`}</title>
      <PageHeader
        title={t.edit}
        crumbs={[
          { label: t.title, to: '/suivis' },
          { label: number, to: `/suivis/${loaderData.id}` },
        ]}
      />
      <EditForm
        version={loaderData.version}
        values={values}
        errors={errors}
        labels={usePersonLabels()}
        say={{
          reachKind: byOptions(REACH_KINDS.map((value) => ({ value, label: t.reachKinds[value] }))),
          themes: byOptions(THEMES.map((value) => ({ value, label: d.themes[value] }))),
          access: byOptions(ACCESS_NEEDS.map((value) => ({ value, label: d.access[value] }))),
        }}
      >
        <PersonFields values={values} errors={errors} />
        <div>
          <button type="submit" className="btn">
            {t.save}
          </button>
        </div>
      </EditForm>
    </>
  );
}
