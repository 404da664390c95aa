import { data, redirect } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { cancelForHolder } from '../appointments/commands.ts';
import { en as appointmentsEn } from '../appointments/messages.en.ts';
import { fr as appointmentsFr } from '../appointments/messages.fr.ts';
import { listDisplaced } from '../appointments/queries.ts';
import { DisplacedList } from '../components/displaced-list.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

export const loader = guard('advisors.write', async ({ ctx, scope, services, url }) => ({
  rows: await listDisplaced(ctx.db, scope, null, ctx.now, services.secret),
  done: url.searchParams.has('fait'),
}));

export const action = guard('advisors.write', async ({ ctx, scope, services, request }) => {
  const code = String((await request.formData()).get('code') ?? '');
  const rows = await listDisplaced(ctx.db, scope, null, ctx.now, services.secret);
  // Somebody else may have acted meanwhile: then there is nothing left to do.
  if (rows.some((row) => row.code === code)) {
    const done = await cancelForHolder(ctx, scope, { code });
    if (!done.ok) return data({ errors: [done.failure] }, { status: 409 });
    services.wake();
  }
  throw redirect('/conseillers/a-revoir?fait=1');
});

/** Appointments whose presence fell away, of every advisor that the reader looks after. */
export default function Displaced({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const a = useText({ fr: appointmentsFr, en: appointmentsEn });
  const { rows, done } = loaderData;
  return (
    <>
      <title>{`${a.toActTitle} — Maillage`}</title>
      <PageHeader title={a.toActTitle} crumbs={[{ label: t.title, to: '/conseillers' }]} />
      <ErrorSummary errors={actionData?.errors} labels={{}} />
      {done && !actionData ? (
        <Notice tone="ok" live>
          {t.saved}
        </Notice>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState title={a.noneToAct}>{a.noneToActHint}</EmptyState>
      ) : (
        <>
          <p className="mb-3">{a.toActLead}</p>
          <DisplacedList rows={rows} who />
        </>
      )}
    </>
  );
}
