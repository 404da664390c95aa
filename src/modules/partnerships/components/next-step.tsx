import { Link } from 'react-router';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { en } from '../next-step/messages.en.ts';
import { fr } from '../next-step/messages.fr.ts';
import type { DueStep, NextStep } from '../next-step/queries.ts';

/** What comes next for a partnership, on its page. */
export function NextStepCard({ id, next, today }: { id: string; next: NextStep; today: string }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <Section title={t.title} id="suite">
      <div className="card">
        {next.step ? (
          <>
            <p className="font-semibold">{next.step}</p>
            <p className="hint">
              {[next.on ? formatDay(locale, next.on) : '', next.owner ? t.by(next.owner) : '']
                .filter(Boolean)
                .join(' · ')}
              {next.on && next.on < today ? (
                <span className="tag ml-2 font-bold">{t.due}</span>
              ) : null}
            </p>
          </>
        ) : (
          <p className="hint">
            {t.none}
            {next.owner ? (
              <span className="block first-letter:uppercase">{t.by(next.owner)}</span>
            ) : null}
          </p>
        )}
        <p className="mt-2">
          <Link to={`/partenariats/${id}/suite`}>{next.step ? t.change : t.set}</Link>
        </p>
      </div>
    </Section>
  );
}

/** Next steps that are due, for who is to take them. */
export function DueSteps({ rows, today }: { rows: readonly DueStep[]; today: string }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (rows.length === 0) return null;
  return (
    <Section title={t.dueTitle} id="suites">
      <DataTable
        caption={t.dueTitle}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'title',
            label: t.partnership,
            cell: (row) => <Link to={`/partenariats/${row.id}`}>{row.title}</Link>,
          },
          { key: 'step', label: t.what, room: 'long', cell: (row) => row.step },
          {
            key: 'on',
            label: t.on,
            cell: (row) => (
              <>
                {formatDay(locale, row.on)}
                {row.on < today ? <span className="tag ml-2 font-bold">{t.due}</span> : null}
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}
