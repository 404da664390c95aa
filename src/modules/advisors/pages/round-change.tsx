import { data, Form, redirect } from 'react-router';
import { newId } from '../../../platform/db/ids.ts';
import type { FormValues } from '../../../platform/http/conflict.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { RoundFields } from '../components/round-fields.tsx';
import { useSayRound } from '../components/round-list.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayRun, ownedBy } from '../policy.ts';
import { getAdvisor } from '../queries.ts';
import { changeRound } from '../round-change/commands.ts';
import { countAhead } from '../round-change/queries.ts';
import { getRound } from '../rounds/queries.ts';
import { readRoundChange, refused } from './read-form.ts';

type Args = Pick<GuardedArgs<'advisors.write'>, 'ctx' | 'scope' | 'params'>;

async function open({ ctx, scope, params }: Args) {
  const advisor = await getAdvisor(ctx.db, params.id ?? '');
  if (!advisor || !mayRun(scope, ownedBy(advisor))) throw notFound();
  const round = await getRound(ctx.db, advisor.id, params.round ?? '');
  if (!round) throw notFound();
  return { advisor: { id: advisor.id, name: advisor.name }, round };
}

export const loader = guard('advisors.write', async (args) => {
  const { ctx, scope } = args;
  const found = await open(args);
  const { round } = found;
  const values: FormValues = {
    id: newId(),
    placeId: round.place.id,
    placeIdText: `${round.place.name}, ${round.place.communeName}`,
    weekday: round.weekday,
    everyWeeks: String(round.everyWeeks),
    firstDay: [round.validFrom, today(ctx.now)].sort().at(-1) ?? round.validFrom,
    from: round.from,
    to: round.to,
    validUntil: round.validUntil ?? '',
    how: round.slotMinutes === null ? 'walk-in' : 'appointment',
    slotMinutes: String(round.slotMinutes ?? ''),
    displaces: '0',
  };
  return { ...found, values, ahead: await countAhead(ctx.db, scope, round.id, ctx.now) };
});

export const action = guard('advisors.write', async (args) => {
  const { ctx, scope, services, request } = args;
  const { advisor, round } = await open(args);
  const form = await request.formData();
  const no = (again: ReturnType<typeof refused>, status: number, kept: number | null = null) =>
    data({ ...again, kept }, { status });
  const parsed = await readRoundChange(ctx.db, form);
  if (!parsed.ok) return no(refused(form, parsed.errors), 422);
  const done = await changeRound(ctx, scope, round.id, parsed.value);
  if (!done.ok) {
    if (done.failure.code !== 'appointments-concerned')
      return no(refused(form, [done.failure]), 409);
    const { displaced, kept } = done.failure;
    form.set('displaces', String(displaced));
    // Whoever is told that nothing is lost any more just presses again.
    return no(refused(form, [done.failure]), 409, kept);
  }
  services.wake();
  const { presences, kept, displaced } = done.value;
  throw redirect(`/conseillers/${advisor.id}?change=${presences}.${kept}.${displaced}`);
});

/** Another place, day, rhythm or hours for a round, from a day on; who loses an hour is said first. */
export default function ChangeRound({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const { rounds: t, title } = useText({ fr, en });
  const say = useSayRound();
  const { advisor, round, ahead } = loaderData;
  const errors = actionData?.errors;
  const values: FormValues = actionData?.values ?? loaderData.values;
  const kept = actionData?.kept ?? null;
  const lost = Number(values.displaces ?? 0);
  return (
    <>
      <title>{`${t.change} — Maillage`}</title>
      <PageHeader
        title={t.change}
        crumbs={[
          { label: title, to: '/conseillers' },
          { label: advisor.name, to: `/conseillers/${advisor.id}` },
        ]}
        lead={
          <>
            {say(round)}, {round.place.name}
          </>
        }
      />
      <Notice title={t.ahead(ahead.presences, ahead.appointments)}>{t.changeLead}</Notice>
      <ErrorSummary
        errors={errors}
        labels={{
          placeId: t.place,
          weekday: t.weekday,
          everyWeeks: t.everyWeeks,
          firstDay: t.firstDay,
          from: t.from,
          to: t.to,
          validUntil: t.validUntil,
          slotMinutes: t.slotMinutes,
          reason: t.changeReason,
        }}
      />
      <Form method="post" className="card mt-5 grid max-w-3xl gap-5" noValidate>
        <input type="hidden" name="id" value={String(values.id)} />
        <input type="hidden" name="displaces" value={String(values.displaces)} />
        <RoundFields values={values} errors={errors} first="firstDay" />
        <TextField
          name="reason"
          label={t.changeReason}
          hint={t.reasonHint}
          rows={2}
          required
          errors={errors}
          defaultValue={String(values.reason ?? '')}
        />
        {kept === null ? null : (
          <div id="concernes">
            <Notice tone="warning">{t.concerned(lost, kept)}</Notice>
          </div>
        )}
        <div>
          <button
            type="submit"
            className="btn"
            aria-describedby={kept === null ? undefined : 'concernes'}
          >
            {kept !== null && lost > 0 ? t.changeSure(lost) : t.changeSave}
          </button>
        </div>
      </Form>
    </>
  );
}
