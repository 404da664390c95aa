import { useEffect } from 'react';
import { data, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { fieldErrors } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { CommitmentIcon } from '../../alliance/components/public.tsx';
import { WithinNote } from '../../territories/components/public.tsx';
import { listDepartments, withinOf } from '../../territories/public.ts';
import { movePartnership } from '../commands.ts';
import { CardMove, type CardRefusal } from '../components/card-move.tsx';
import { FilterForm } from '../components/filter-form.tsx';
import { ViewSwitch } from '../components/view-switch.tsx';
import { moveInput } from '../contract.ts';
import { STAGES } from '../domain.ts';
import { filtersOf } from '../listing/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { movesOpenTo } from '../policy.ts';
import { countByStage, getPartnership, listPartnerships } from '../queries.ts';
import { filtersOnly } from '../saved-views/domain.ts';
import { listViews } from '../saved-views/queries.ts';

/** Cards shown a column; the rest is one click away in the list. */
const CARDS = 12;

/** Names the card that was just moved in the board's address. */
const MOVED = 'bouge';

export const loader = guard('partnerships.read', async ({ ctx, actor, scope, url }) => {
  const filters = filtersOf(url.searchParams);
  const [counts, departments, within, views] = await Promise.all([
    countByStage(ctx.db, scope, filters),
    listDepartments(ctx.db),
    withinOf(ctx.db, url.searchParams),
    listViews(ctx.db, scope),
  ]);
  const kept = filtersOnly(url.searchParams);
  const stages = STAGES.filter((stage) => !filters.stage || filters.stage === stage);
  const columns = await Promise.all(
    stages.map(async (stage) => {
      const count = counts.get(stage) ?? 0;
      const search = new URLSearchParams(url.searchParams);
      search.set('etape', stage);
      search.delete(MOVED);
      const page =
        count > 0
          ? await listPartnerships(ctx.db, scope, { ...filters, stage }, null, CARDS)
          : null;
      // A card shows this much of a partnership; the rest would be sent for nothing.
      const items = (page?.items ?? []).map((row) => ({
        id: row.id,
        title: row.title,
        commitment: row.commitment,
        partnerName: row.partnerName,
        departmentCode: row.departmentCode,
        next: movesOpenTo(actor, row, row.stage),
      }));
      return { stage, count, items, all: `/partenariats?${search}` };
    }),
  );
  const moved = await getPartnership(ctx.db, scope, url.searchParams.get(MOVED) ?? '');
  return {
    columns,
    moved: moved && { id: moved.id, title: moved.title, stage: moved.stage },
    departments: departments.map(({ code, name }) => ({ code, name })),
    within,
    values: Object.fromEntries(url.searchParams),
    search: kept ? `?${kept}` : '',
    views,
    mayShare: scope.everywhere,
  };
});

export const action = guard('partnerships.read', async ({ ctx, actor, services, request, url }) => {
  const mover = authorize(actor, 'partnerships.move') ?? authorize(actor, 'partnerships.withdraw');
  const form = await request.formData();
  const [id, to, reason] = ['id', 'to', 'reason'].map((name) => String(form.get(name) ?? ''));
  const refused = (errors: CardRefusal['errors'], status: number) =>
    data({ id, to, reason, errors } as CardRefusal, { status });
  const parsed = moveInput.safeParse({ to, reason });
  if (!parsed.success) return refused(fieldErrors(parsed.error), 422);
  if (!mover) return refused([{ code: 'out-of-scope', field: 'form' }], 409);
  const moved = await movePartnership(ctx, mover, id ?? '', parsed.data);
  if (!moved.ok) return refused([moved.failure], 409);
  services.wake();
  const search = new URLSearchParams(url.searchParams);
  search.set(MOVED, id ?? '');
  throw redirect(`/partenariats/tableau?${search}`);
});

export default function Board({ loaderData, actionData }: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { columns, within, departments, values, search, views, mayShare, moved } = loaderData;
  const shown = columns.some(({ items }) => items.some(({ id }) => id === moved?.id));
  // The card took the focus along: the next one is a Tab away from where it went.
  const card = moved ? `${moved.stage} ${moved.id}` : '';
  useEffect(() => {
    document.getElementById(`carte-${card.split(' ')[1]}`)?.focus();
  }, [card]);
  return (
    <>
      <title>{`${t.list.board} — Maillage`}</title>
      <PageHeader title={t.list.board} crumbs={[{ label: t.list.title, to: '/partenariats' }]} />
      <ViewSwitch current="board" search={search} views={views} mayShare={mayShare} />
      <FilterForm values={values} departments={departments} path="/partenariats/tableau" />
      <WithinNote within={within} path="/partenariats/tableau" />
      {moved && !actionData ? (
        <Notice tone="ok" live>
          {t.board.moved(moved.title, t.stages[moved.stage])}{' '}
          {shown ? null : (
            <Link id={`carte-${moved.id}`} to={`/partenariats/${moved.id}`}>
              {t.board.open}
            </Link>
          )}
        </Notice>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable */}
      <section className="scroller" tabIndex={0} aria-label={t.list.board}>
        <ol className="flex gap-4 pb-3">
          {columns.map((column) => (
            <li key={column.stage} className="w-64 shrink-0">
              <h2 className="mb-2 text-base">
                {t.stages[column.stage]}{' '}
                <span className="hint">{formatNumber(locale, column.count)}</span>
              </h2>
              <ul className="grid gap-2">
                {column.items.map((row) => (
                  <li key={row.id} className="card p-3">
                    <Link
                      id={`carte-${row.id}`}
                      to={`/partenariats/${row.id}`}
                      className="font-semibold"
                    >
                      {row.title}
                    </Link>
                    <p className="hint">
                      <CommitmentIcon commitment={row.commitment} /> {row.partnerName} ·{' '}
                      {row.departmentCode}
                    </p>
                    {row.next.length > 0 ? (
                      <CardMove
                        // A card in another column is another card: its form is closed and empty.
                        key={column.stage}
                        id={row.id}
                        title={row.title}
                        next={row.next}
                        refused={actionData?.id === row.id ? actionData : null}
                      />
                    ) : null}
                  </li>
                ))}
              </ul>
              {column.count > column.items.length ? (
                <p className="mt-2">
                  <Link to={column.all}>
                    {t.list.more(formatNumber(locale, column.count - column.items.length))}
                    <span className="sr-only"> : {t.stages[column.stage]}</span>
                  </Link>
                </p>
              ) : null}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
