import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { fieldErrors } from '../../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { correctionInput } from '../../activity/public.ts';
import { correctAccompaniment } from '../accompaniments/commands.ts';
import { lengthsFor } from '../accompaniments/domain.ts';
import { en } from '../accompaniments/messages.en.ts';
import { fr } from '../accompaniments/messages.fr.ts';
import { type Accompaniment, getAccompaniment } from '../accompaniments/queries.ts';
import { AccompanimentForm } from '../components/accompaniment-form.tsx';
import { advisorsWithin } from '../queries.ts';
import { accompanimentValues, filesToChoose, readAccompanimentForm } from './read-accompaniment.ts';
import { refused } from './read-form.ts';

type Args = Pick<GuardedArgs<'accompaniments.record'>, 'ctx' | 'actor' | 'params'>;

async function open({ ctx, actor, params }: Args): Promise<Accompaniment> {
  const read = authorize(actor, 'accompaniments.read');
  const found = read ? await getAccompaniment(ctx.db, read, params.id ?? '') : null;
  if (!found || found.source === 'coop') throw notFound();
  return found;
}

export const loader = guard('accompaniments.record', async (args) => {
  const { ctx, scope } = args;
  const found = await open(args);
  const on = today(ctx.now);
  const advisors = await advisorsWithin(ctx.db, scope, found.happenedOn, found.advisor?.id ?? null);
  return {
    id: found.id,
    version: found.version,
    state: { errors: [], values: accompanimentValues(found) },
    advisors: advisors.map(({ id, name }) => ({ id, name })),
    lengths: lengthsFor(found.minutes ? [found.minutes, found.minutes] : []),
    today: on,
    files: await filesToChoose(args, found.followedPersonId),
  };
});

export const action = guard('accompaniments.record', async (args) => {
  const { ctx, actor, scope, request } = args;
  const { id } = await open(args);
  const form = await request.formData();
  form.set('id', id);
  const parsed = await readAccompanimentForm(ctx.db, form);
  const correction = correctionInput.safeParse({
    reason: form.get('reason') ?? '',
    withdraw: form.get('withdraw') === 'yes',
    version: form.get('version'),
  });
  if (!parsed.ok || !correction.success)
    return data(
      refused(form, [
        ...(parsed.ok ? [] : parsed.errors),
        ...(correction.success ? [] : fieldErrors(correction.error)),
      ]),
      { status: 422 },
    );
  const correct = authorize(actor, 'activity.correct');
  if (!correct)
    return data(refused(form, [{ field: 'form', code: 'out-of-scope' }]), { status: 409 });
  const done = await correctAccompaniment(ctx, scope, correct, correction.data, parsed.value);
  if (!done.ok) return data(refused(form, [done.failure]), { status: 409 });
  throw redirect(`/accompagnements/${id}?fait=1`);
});

export default function CorrectAccompaniment({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.correction.title} — Maillage`}</title>
      <PageHeader
        title={t.correction.title}
        crumbs={[
          { label: t.title, to: '/accompagnements' },
          { label: t.one.title, to: `/accompagnements/${loaderData.id}` },
        ]}
      />
      <AccompanimentForm
        state={actionData ?? loaderData.state}
        advisors={loaderData.advisors}
        lengths={loaderData.lengths}
        today={loaderData.today}
        files={loaderData.files}
        correction={{ version: loaderData.version }}
      />
    </>
  );
}
