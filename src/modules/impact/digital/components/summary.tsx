import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { formatNumber } from '../../../../platform/i18n/messages.ts';
import { Section } from '../../../../ui/layout.tsx';
import { useLocale, useText } from '../../../../ui/locale.tsx';
import { addressOf, type DigitalLine, isArea, type Subject, scaleOf } from '../domain.ts';
import { en } from '../total/messages.en.ts';
import { fr } from '../total/messages.fr.ts';
import type { DigitalTotal } from '../total/queries.ts';

/** The four figures on the page of what they are about, each with what it counts. */
export function DigitalSummary({ total }: { total: DigitalTotal }) {
  const t = useText({ fr, en });
  const { year, kind, code, partial, line } = total;
  const nothing = !line.orientations && !line.persons.records && !line.followed;
  return (
    <Section
      title={t.title(year)}
      id="numerique"
      aside={<Link to={`/chiffres/numerique?${addressOf(kind, code, year)}`}>{t.more}</Link>}
    >
      {nothing ? (
        <p>{line.followed === null ? t.noneKnown(year) : t.none(year)}</p>
      ) : (
        <>
          <p className="hint mb-3">{t.lead}</p>
          <Four line={line} kind={kind} />
        </>
      )}
      {partial ? <p className="hint mt-3">{t.partial}</p> : null}
    </Section>
  );
}

function Four({ line, kind }: { line: DigitalLine; kind: Subject }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const n = (value: number): string => formatNumber(locale, value, 0);
  const { orientations, participations, firstTimers, followed } = line;
  const { recordsSaying, records, sum } = firstTimers;
  const unfollowed = isArea(kind) ? t.notHereHint : t.notYoursHint;
  return (
    <dl className="card grid gap-x-6 gap-y-4 sm:grid-cols-2">
      <One label={t.figures.orientations} value={n(orientations ?? 0)}>
        {t.orientations[scaleOf(kind)]}
      </One>
      <One label={t.figures.participations} value={records === 0 ? t.notHere : n(participations)}>
        {records === 0 ? t.noRecord : t.participations}
      </One>
      <One label={t.figures.firstTimers} value={recordsSaying === 0 ? t.notHere : n(sum)}>
        {records === 0
          ? t.noRecord
          : recordsSaying === 0
            ? t.noneSaid
            : t.firstTimers(n(recordsSaying), n(records))}
      </One>
      <One label={t.figures.followed} value={followed === null ? t.notHere : n(followed)}>
        {followed === null ? unfollowed : t.followed}
      </One>
    </dl>
  );
}

function One({ label, value, children }: { label: string; value: string; children: ReactNode }) {
  return (
    <div>
      <dt className="font-semibold">{label}</dt>
      <dd>
        <p className="text-[1.6rem] font-bold leading-tight">{value}</p>
        <p className="hint">{children}</p>
      </dd>
    </div>
  );
}
