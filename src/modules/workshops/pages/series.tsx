import { data, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import type { PageProps } from '../../../ui/page.ts';
import {
  type AccessNeed,
  digitalEn,
  digitalFr,
  type Level,
  missingFor,
  type Theme,
} from '../../alliance/public.ts';
import { listRooms } from '../../rooms/public.ts';
import { SessionTable } from '../components/session-table.tsx';
import { SessionsForm } from '../components/sessions-form.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { getWorkshop, listSessions } from '../queries.ts';
import { planSessions } from '../sessions/commands.ts';
import { readSessionsForm, refused } from './read-form.ts';

export const loader = guard('workshops.read', async ({ ctx, params, url }) => {
  const workshop = await getWorkshop(ctx.db, params.id ?? '');
  if (!workshop) throw notFound();
  const rooms = await listRooms(ctx.db, { department: workshop.departmentCode ?? undefined });
  const sessions = await listSessions(ctx.db, { workshop: workshop.id }, null, 200);
  return {
    workshop,
    sessions: sessions.items,
    rooms: rooms
      .filter(({ status }) => status === 'open')
      .map(({ id, name, place, seats, access }) => ({
        id,
        name: `${place.name} — ${name}`,
        seats,
        missing: missingFor(workshop.access, access),
      })),
    newSession: newId(),
    today: today(ctx.now),
    planned: Number(url.searchParams.get('seances') ?? 0),
    saved: url.searchParams.get('fait') === '1',
  };
});

export const action = guard('workshops.read', async ({ ctx, actor, request, params }) => {
  const workshop = await getWorkshop(ctx.db, params.id ?? '');
  if (!workshop) throw notFound();
  const scope = authorize(actor, 'workshops.write');
  if (!scope) throw new Response('forbidden', { status: 403 });
  const form = await request.formData();
  const parsed = await readSessionsForm(ctx.db, form);
  if (!parsed.ok) return data(refused(form, parsed.errors), { status: 422 });
  const sent = String(form.get('id') ?? '');
  const id = isUuid(sent) ? sent : newId();
  const done = await planSessions(ctx, scope, workshop.id, parsed.value, id);
  if (!done.ok) return data(refused(form, [done.failure]), { status: 409 });
  throw redirect(`/ateliers/${workshop.id}?seances=${parsed.value.weeks}`);
});

export default function Series({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const may = useMay();
  const { workshop, sessions, planned, saved } = loaderData;
  return (
    <>
      <title>{`${workshop.title} — Maillage`}</title>
      <PageHeader
        title={workshop.title}
        lead={workshop.description}
        crumbs={[{ label: t.title, to: '/ateliers' }]}
        over={
          <>
            {workshop.themes.map((theme) => (
              <span key={theme} className="tag whitespace-normal">
                {d.themes[theme as Theme]}
              </span>
            ))}
            <span className="tag">{d.levels[workshop.level as Level]}</span>
          </>
        }
        actions={
          may('workshops.write') ? (
            <Link className="btn btn-quiet" to={`/ateliers/${workshop.id}/modifier`}>
              {t.edit}
            </Link>
          ) : null
        }
      />
      {planned > 0 && !actionData ? (
        <Notice tone="ok" live>
          {t.planned(planned)}
        </Notice>
      ) : null}
      {saved && !actionData ? (
        <Notice tone="ok" live>
          {t.saved}
        </Notice>
      ) : null}
      <p className="mb-6">
        {workshop.partner.name} · {workshop.partnership.title}
        <br />
        {workshop.open ? t.open : t.closed}
        {workshop.access.length > 0 ? (
          <>
            <br />
            {t.access} : {workshop.access.map((need) => d.access[need as AccessNeed]).join(', ')}
          </>
        ) : null}
      </p>
      <p className="mb-6">
        <a href={`/calendriers/partenaire/${workshop.partner.id}/ateliers.ics`}>{t.feed.partner}</a>
      </p>
      <Section id="seances" title={t.sessions}>
        {sessions.length === 0 ? (
          <EmptyState title={t.noSession} />
        ) : (
          <SessionTable rows={sessions} caption={t.sessions} brief />
        )}
      </Section>
      {may('workshops.write') ? (
        <Section id="ajouter" title={t.plan}>
          <SessionsForm
            errors={actionData?.errors}
            values={actionData?.values ?? {}}
            id={String(actionData?.values.id ?? loaderData.newSession)}
            today={loaderData.today}
            rooms={loaderData.rooms}
          />
        </Section>
      ) : null}
    </>
  );
}
