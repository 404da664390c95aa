import { data, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay, today } from '../../../platform/i18n/messages.ts';
import { daysLater } from '../../../platform/i18n/paris-time.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { withdrawAbsence } from '../absences/commands.ts';
import { listAbsences } from '../absences/queries.ts';
import { cancelForHolder } from '../appointments/commands.ts';
import { listDisplaced } from '../appointments/queries.ts';
import { AbsenceList } from '../components/absence-list.tsx';
import { AdvisorFacts } from '../components/advisor-facts.tsx';
import { DisplacedSection } from '../components/displaced-list.tsx';
import { FilesLeft } from '../components/files-left.tsx';
import { PresenceTable } from '../components/presence-table.tsx';
import { RoundList, StopForm } from '../components/round-list.tsx';
import { filesOf } from '../departure/queries.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayRun, ownedBy } from '../policy.ts';
import { listPresences } from '../presences/queries.ts';
import { getAdvisor } from '../queries.ts';
import { stopRound } from '../rounds/commands.ts';
import { roundStop } from '../rounds/contract.ts';
import { listRounds } from '../rounds/queries.ts';
import { refused } from './read-form.ts';

export const loader = guard('advisors.read', async ({ ctx, actor, services, params, url }) => {
  const found = await getAdvisor(ctx.db, params.id ?? '');
  if (!found) throw notFound();
  const write = authorize(actor, 'advisors.write');
  const mayWrite = write !== null && mayRun(write, ownedBy(found));
  const on = today(ctx.now);
  const { accountId, ...advisor } = found;
  return {
    advisor,
    mayWrite,
    rounds: await listRounds(ctx.db, advisor.id, on),
    presences: (await listPresences(ctx.db, { advisor: advisor.id, after: ctx.now }, null, 12))
      .items,
    absences: mayWrite ? await listAbsences(ctx.db, advisor.id, on) : [],
    displaced:
      write && mayWrite
        ? await listDisplaced(ctx.db, write, advisor.id, ctx.now, services.secret)
        : [],
    now: ctx.now.toISOString(),
    files: mayWrite && found.activeUntil !== null ? await filesOf(ctx, accountId) : 0,
    yesterday: daysLater(on, -1),
    done: {
      saved: url.searchParams.has('fait'),
      planned: numberOf(url.searchParams.get('tournee')),
      stopped: url.searchParams.has('arret'),
      changed: countsOf(url.searchParams.get('change')),
      absence: countsOf(url.searchParams.get('absence')),
      departure: countsOf(url.searchParams.get('depart')),
      withdrawn: numberOf(url.searchParams.get('retour')),
    },
  };
});

const numberOf = (text: string | null): number | null =>
  text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;

/** `3.1.2`: handed over, cancelled, appointments to look at. */
function countsOf(text: string | null): readonly [number, number, number] | null {
  const found = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/.exec(text ?? '');
  return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : null;
}

export const action = guard('advisors.read', async ({ ctx, actor, services, params, request }) => {
  const found = await getAdvisor(ctx.db, params.id ?? '');
  if (!found) throw notFound();
  const here = `/conseillers/${found.id}`;
  const form = await request.formData();
  const scope = authorize(actor, 'advisors.write');
  if (!scope || !mayRun(scope, ownedBy(found)))
    return data(refused(form, [{ field: 'form', code: 'out-of-scope' }]), { status: 409 });
  const what = form.get('what');
  if (what === 'withdraw') {
    const done = await withdrawAbsence(ctx, scope, String(form.get('absence') ?? ''));
    if (!done.ok) return data(refused(form, [done.failure]), { status: 409 });
    throw redirect(`${here}?retour=${done.value.restored}`);
  }
  if (what === 'told') {
    const of = { code: String(form.get('code') ?? ''), advisorId: found.id };
    const done = await cancelForHolder(ctx, scope, of);
    if (!done.ok && done.failure.code === 'not-found') throw notFound();
    if (!done.ok) return data(refused(form, [done.failure]), { status: 409 });
    services.wake();
    throw redirect(`${here}?fait=1#a-revoir`);
  }
  const parsed = parseForm(roundStop, form);
  if (!parsed.ok) return data(refused(form, parsed.errors), { status: 422 });
  const done = await stopRound(ctx, scope, String(form.get('round') ?? ''), parsed.value);
  if (!done.ok) return data(refused(form, [done.failure]), { status: 409 });
  services.wake();
  throw redirect(`${here}?arret=1`);
});

export default function Advisor({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { advisor, mayWrite, rounds, presences, absences, displaced, now, done } = loaderData;
  const said = [
    done.saved ? t.saved : null,
    done.planned === null ? null : t.rounds.planned(done.planned),
    done.stopped ? t.rounds.stopped : null,
    done.changed ? t.rounds.changed(...done.changed) : null,
    done.absence ? t.absence.saved(...done.absence) : null,
    done.departure ? t.departure.done(...done.departure) : null,
    done.withdrawn === null ? null : t.absence.withdrawn(done.withdrawn),
  ].find((text) => text !== null);
  const to = (part: string): string => `/conseillers/${advisor.id}/${part}`;
  return (
    <>
      <title>{`${advisor.name} — Maillage`}</title>
      <PageHeader
        title={advisor.name}
        crumbs={[{ label: t.title, to: '/conseillers' }]}
        over={
          <>
            <span className="tag">{t.kinds[advisor.kind]}</span>
            {advisor.activeUntil ? (
              <span className="tag">{t.until(formatDay(locale, advisor.activeUntil))}</span>
            ) : null}
          </>
        }
        actions={
          mayWrite ? (
            <>
              <Link className="btn btn-quiet" to={to('modifier')}>
                {t.edit}
              </Link>
              <Link className="btn btn-quiet" to={to('absence')}>
                {t.absence.add}
              </Link>
              <Link className="btn btn-quiet" to={to('depart')}>
                {t.departure.go}
              </Link>
              <Link className="btn" to={to('tournee')}>
                {t.rounds.plan}
              </Link>
            </>
          ) : null
        }
      />
      {said && !actionData ? (
        <Notice tone="ok" live>
          {said}
        </Notice>
      ) : null}
      <ErrorSummary
        errors={actionData?.errors}
        labels={{ lastDay: t.rounds.lastDay, reason: t.rounds.reason }}
      />
      <FilesLeft files={loaderData.files} />
      {displaced.length > 0 ? <DisplacedSection rows={displaced} /> : null}
      <Section title={t.rounds.next} id="presences">
        {presences.length === 0 ? (
          <EmptyState title={t.rounds.noPresence} />
        ) : (
          <PresenceTable rows={presences} caption={t.rounds.next} now={now} brief />
        )}
        <p className="mt-3">
          <a href={`/calendriers/conseillers/${advisor.id}/presences.ics`}>{t.calendar}</a>
        </p>
      </Section>
      <Section title={t.rounds.title} id="tournees">
        {rounds.length === 0 ? (
          <EmptyState title={t.rounds.none} />
        ) : (
          <RoundList rows={rounds} change={mayWrite ? (id) => to(`tournee/${id}`) : null} />
        )}
        {mayWrite && rounds.length > 0 ? (
          <StopForm rows={rounds} day={loaderData.yesterday} refused={actionData ?? null} />
        ) : null}
      </Section>
      {mayWrite ? (
        <Section title={t.absence.title} id="absences">
          {absences.length === 0 ? (
            <EmptyState title={t.absence.none} />
          ) : (
            <AbsenceList rows={absences} />
          )}
        </Section>
      ) : null}
      <AdvisorFacts advisor={advisor} />
    </>
  );
}
