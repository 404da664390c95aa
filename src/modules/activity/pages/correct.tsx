import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { fieldErrors } from '../../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { correctActivity } from '../commands.ts';
import { ActivityForm, type ActivityFormState } from '../components/activity-form.tsx';
import { correctionInput } from '../contract.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayRecord } from '../policy.ts';
import { getActivity } from '../queries.ts';
import { recordablePartnerships } from '../recordable/queries.ts';
import { readActivityForm, refused } from './read-form.ts';

type Found = NonNullable<Awaited<ReturnType<typeof getActivity>>>;
type Args = Pick<GuardedArgs<'activity.correct'>, 'ctx' | 'actor' | 'scope' | 'params'>;

async function open({ ctx, actor, scope, params }: Args): Promise<Found> {
  const read = authorize(actor, 'activity.read');
  const found = read ? await getActivity(ctx.db, read, params.id ?? '') : null;
  if (!found || !mayRecord(scope, found)) throw notFound();
  return found;
}

const valuesOf = (found: Found): ActivityFormState['values'] => ({
  id: found.id,
  happenedOn: found.happenedOn,
  partnershipId: found.partnershipId,
  placeId: found.placeId ?? '',
  communeCode: found.placeId ? '' : found.communeCode,
  communeCodeText: found.placeId ? '' : `${found.communeName} (${found.communeCode})`,
  commitment: found.commitment,
  kind: found.kind,
  participations: String(found.participations),
  personsDeclared: found.personsDeclared === null ? '' : String(found.personsDeclared),
  'themes[]': found.themes,
  firstTimers: found.firstTimers === null ? '' : String(found.firstTimers),
  minutes: found.minutes === null ? '' : String(found.minutes),
  comment: found.comment,
  withdraw: found.status === 'withdrawn' ? 'yes' : '',
});

export const loader = guard('activity.correct', async (args) => {
  const { ctx, actor } = args;
  const record = authorize(actor, 'activity.record');
  const found = await open(args);
  if (!record) throw notFound();
  const state: ActivityFormState = { errors: [], values: valuesOf(found) };
  return {
    state,
    version: found.version,
    today: today(ctx.now),
    partnerships: await recordablePartnerships(ctx.db, record, found.partnershipId),
  };
});

export const action = guard('activity.correct', async (args) => {
  const { ctx, scope, request } = args;
  const { id } = await open(args);
  const form = await request.formData();
  form.set('id', id);
  const unsettled = settle(form);
  const correction = correctionInput.safeParse({
    reason: String(form.get('reason') ?? ''),
    withdraw: form.get('withdraw') === 'yes',
    version: form.get('version'),
  });
  const parsed = await readActivityForm(ctx.db, form);
  if (!parsed.ok || !correction.success || unsettled.length > 0) {
    const errors = [
      ...unsettled,
      ...(parsed.ok ? [] : parsed.errors),
      ...(correction.success ? [] : fieldErrors(correction.error)),
    ];
    return data(refused(form, errors), { status: 422 });
  }
  const done = await correctActivity(ctx, scope, correction.data, parsed.value);
  if (done.ok) throw redirect(`/activite/${done.value.id}?fait=oui`);
  if (done.failure.code === 'not-found') throw notFound();
  const again = await afterRefusal(form, done.failure, async () => {
    const now = await open(args);
    return { version: now.version, values: valuesOf(now) };
  });
  return data(again as ActivityFormState, { status: 409 });
});

export default function CorrectActivity({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.form.correctTitle} — Maillage`}</title>
      <PageHeader title={t.form.correctTitle} crumbs={[{ label: t.list.title, to: '/activite' }]} />
      <ActivityForm
        state={actionData ?? loaderData.state}
        partnerships={loaderData.partnerships}
        today={loaderData.today}
        correction={{ version: loaderData.version }}
      />
    </>
  );
}
