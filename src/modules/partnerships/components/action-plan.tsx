import { Link } from 'react-router';
import { formatDay, formatNumber } from '../../../platform/i18n/messages.ts';
import { EmptyState } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { CommitmentTag } from '../../alliance/components/public.tsx';
import { allianceEn, allianceFr, COMMITMENTS } from '../../alliance/public.ts';
import { isOverdue, nextOf } from '../actions/domain.ts';
import { en } from '../actions/messages.en.ts';
import { fr } from '../actions/messages.fr.ts';
import type { Action } from '../actions/queries.ts';
import { en as coDesignEn } from '../co-design/messages.en.ts';
import { fr as coDesignFr } from '../co-design/messages.fr.ts';

/** The plan under its four commitments. `came` says in words what an action led to, by its id. */
export function ActionPlan({
  actions,
  came,
  today,
}: {
  actions: readonly Action[];
  came: Readonly<Record<string, string>>;
  today: string;
}) {
  const t = useText({ fr, en });
  const labels = useText({ fr: allianceFr, en: allianceEn }).commitment;
  if (actions.length === 0) return <EmptyState title={t.none}>{t.noneHint}</EmptyState>;
  return (
    <>
      {COMMITMENTS.map((commitment) => {
        const own = actions.filter((action) => action.commitment === commitment);
        return (
          <section key={commitment} className="mb-6">
            <h3 className="mb-2">
              <CommitmentTag commitment={commitment} />
            </h3>
            {own.length === 0 ? (
              <p className="hint">{t.noneHere}</p>
            ) : (
              <ActionTable
                caption={`${t.plan} : ${labels[commitment]}`}
                rows={own}
                came={came}
                today={today}
              />
            )}
          </section>
        );
      })}
    </>
  );
}

function ActionTable({
  caption,
  rows,
  came,
  today,
}: {
  caption: string;
  rows: readonly Action[];
  came: Readonly<Record<string, string>>;
  today: string;
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'title',
          label: t.action,
          cell: (row) => (
            <>
              <Link to={`/actions/${row.id}`}>{row.title}</Link>
              <span className="hint block font-normal">{row.placeName ?? row.territoryName}</span>
            </>
          ),
        },
        { key: 'owner', label: t.owner, cell: (row) => <Owner action={row} /> },
        { key: 'state', label: t.state, cell: (row) => <ActionState action={row} today={today} /> },
        {
          key: 'next',
          label: t.next,
          cell: (row) => {
            const next = nextOf(row.milestones);
            return next ? `${next.label} (${formatDay(locale, next.dueOn)})` : '—';
          },
        },
        {
          key: 'result',
          label: t.resultTitle,
          cell: (row) => <ExpectedResult action={row} />,
        },
        { key: 'came', label: t.cameOfIt, cell: (row) => came[row.id] ?? '—' },
      ]}
    />
  );
}

/** Who carries an action. */
export function Owner({ action }: { action: Action }) {
  const c = useText({ fr: coDesignFr, en: coDesignEn });
  return action.ownerKind === 'operator' ? c.operator : action.ownerName || '—';
}

/** Where an action stands, and that it is late when it is. */
export function ActionState({ action, today }: { action: Action; today: string }) {
  const t = useText({ fr, en });
  const late = action.milestones.some((milestone) => isOverdue(milestone, today));
  return (
    <span className="flex flex-wrap gap-1">
      <span className="tag">{t.states[action.state]}</span>
      {late ? <span className="tag font-bold">{t.overdue}</span> : null}
    </span>
  );
}

/** What is to be seen in the end, with its target. */
export function ExpectedResult({ action }: { action: Action }) {
  const locale = useLocale();
  const { result, indicatorLabel, target, unit } = action;
  const label = result || indicatorLabel?.[locale] || '';
  if (!label) return '—';
  return target === null
    ? label
    : `${label} : ${formatNumber(locale, target)}${unit ? ` ${unit}` : ''}`;
}
