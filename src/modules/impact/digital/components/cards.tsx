import { formatNumber } from '../../../../platform/i18n/messages.ts';
import { Figure } from '../../../../ui/figure.tsx';
import { useLocale, useText } from '../../../../ui/locale.tsx';
import { type DigitalLine, isArea, type Subject } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** The four figures beside one another, each with what it counts; nothing adds them up. */
export function Cards({ line, kind }: { line: DigitalLine; kind: Subject }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const n = (value: number): string => formatNumber(locale, value, 0);
  const { firstTimers, followed, orientations } = line;
  return (
    <div className="mb-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <Figure
        value={orientations === null ? t.notHere : n(orientations)}
        label={t.figures.orientations}
      >
        <p>{t.definitions.orientations}</p>
      </Figure>
      <Figure value={n(line.participations)} label={t.figures.participations}>
        <p>{t.definitions.participations}</p>
      </Figure>
      <Figure
        value={firstTimers.recordsSaying === 0 ? t.notHere : n(firstTimers.sum)}
        label={t.figures.firstTimers}
      >
        <p>{t.definitions.firstTimers}</p>
        <p>{t.said(n(firstTimers.recordsSaying), n(firstTimers.records))}</p>
      </Figure>
      <Figure value={followed === null ? t.notHere : n(followed)} label={t.figures.followed}>
        <p>{t.definitions.followed}</p>
        {followed === null ? <p>{isArea(kind) ? t.notHereHint : t.notYoursHint}</p> : null}
      </Figure>
    </div>
  );
}
