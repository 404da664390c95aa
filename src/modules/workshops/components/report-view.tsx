import { Link } from 'react-router';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import { digitalEn, digitalFr, type Totals } from '../../alliance/public.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { Report } from '../report/queries.ts';

/** What came of a session: totals, each beside what it counts. */
export function ReportView({ report, sessionId }: { report: Report; sessionId: string }) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const locale = useLocale();
  const may = useMay();
  const lists: readonly [string, Totals, Readonly<Record<string, string>>][] = [
    [t.report.outcomes, report.outcomes, t.report.outcomeNames],
    [t.report.genders, report.genders, d.genders],
    [t.report.ages, report.ages, d.ages],
    [t.report.statuses, report.statuses, d.statuses],
  ];
  return (
    <Section id="bilan" title={t.report.title}>
      <div className="card">
        <p>
          <span className="big-number">{formatNumber(locale, report.participations)}</span>{' '}
          {t.report.came}
        </p>
        <p>
          {t.report.firstTimers} :{' '}
          {report.firstTimers === null
            ? t.report.notSaid
            : formatNumber(locale, report.firstTimers)}
        </p>
        <dl className="mt-3 grid gap-3 sm:grid-cols-2">
          {lists.map(([label, totals, names]) => (
            <div key={label}>
              <dt className="font-semibold">{label}</dt>
              <dd>
                {Object.keys(totals).length === 0
                  ? t.report.notSaid
                  : Object.entries(totals)
                      .map(([code, count]) => `${names[code]} : ${formatNumber(locale, count)}`)
                      .join(' · ')}
              </dd>
            </div>
          ))}
        </dl>
        {report.comment ? <p className="mt-3 whitespace-pre-line">{report.comment}</p> : null}
        {may('activity.read') ? (
          <p className="mt-3">
            <Link to={`/activite/${sessionId}`}>{t.session.activity}</Link>
          </p>
        ) : null}
      </div>
    </Section>
  );
}
