import { Link } from 'react-router';
import { guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { PrintButton } from '../../../ui/print-button.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { When } from '../components/when.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayRun, ownedBy } from '../policy.ts';
import { getSession } from '../queries.ts';
import { listSeats } from '../registrations/queries.ts';
import { SKILLS } from '../report/domain.ts';

export const loader = guard('workshops.write', async ({ ctx, scope, services, params }) => {
  const session = await getSession(ctx.db, params.id ?? '');
  if (!session || !mayRun(scope, ownedBy(session))) throw notFound();
  const seats = await listSeats(ctx.db, scope, session, services.secret);
  const held = seats.filter(({ state }) => state !== 'cancelled' && state !== 'waiting');
  // As many lines as there are seats: who walks in is written by hand, or only counted.
  const lines = Array.from({ length: Math.max(session.capacity, held.length) }, (_, index) => ({
    number: index + 1,
    code: held[index]?.code ?? '',
    firstName: held[index]?.firstName ?? '',
  }));
  return { session, lines };
});

/** To be ticked by hand. */
function Box() {
  return <span className="inline-block h-6 w-6 border-2 border-current" />;
}

export default function Sheet({ loaderData: { session, lines } }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.sheet.title} — Maillage`}</title>
      <PageHeader
        title={`${t.sheet.title} : ${session.title}`}
        lead={
          <>
            <When startsAt={session.startsAt} endsAt={session.endsAt} />
            <br />
            {session.place.name}, {session.communeName}
          </>
        }
      />
      <p className="no-print mb-4 flex flex-wrap gap-3">
        <PrintButton label={t.sheet.print} />
        <Link className="btn btn-quiet" to={`/ateliers/seances/${session.id}`}>
          {t.sheet.back}
        </Link>
      </p>
      <DataTable
        caption={t.sheet.title}
        captionHidden
        rows={lines}
        rowKey={(row) => String(row.number)}
        columns={[
          { key: 'number', label: t.sheet.number, room: 'short', cell: (row) => row.number },
          { key: 'code', label: t.session.code, cell: (row) => row.code },
          { key: 'name', label: t.session.firstName, cell: (row) => row.firstName },
          {
            key: 'here',
            label: t.sheet.signature,
            cell: () => <Box />,
          },
        ]}
      />
      <p className="mt-6">{t.sheet.count} ______</p>
      <p className="mt-3">{t.sheet.first} ______</p>
      <section className="mt-8 break-before-page" aria-labelledby="savoir-faire">
        <h2 id="savoir-faire">{t.sheet.check}</h2>
        <p className="mb-3">{t.sheet.checkLead}</p>
        <DataTable
          caption={t.sheet.check}
          captionHidden
          rows={SKILLS}
          rowKey={(one) => one}
          columns={[
            {
              key: 'task',
              label: t.report.task,
              room: 'long',
              cell: (one) => t.report.skillNames[one],
            },
            { key: 'before', label: t.report.before, cell: () => <Box /> },
            { key: 'after', label: t.report.after, cell: () => <Box /> },
          ]}
        />
      </section>
    </>
  );
}
