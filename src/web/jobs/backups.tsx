import { Form } from 'react-router';
import { formatInstant, formatNumber } from '../../platform/i18n/messages.ts';
import { Notice, Section } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import { en } from '../house/messages.en.ts';
import { fr } from '../house/messages.fr.ts';
import type { loader } from '../pages/jobs.tsx';

type BackupData = Awaited<ReturnType<typeof loader>>['backup'];

/** How the last backup went, what is kept, and a way to make one now. */
export function Backups({ backup }: { readonly backup: BackupData }) {
  const t = useText({ fr, en }).backups;
  const locale = useLocale();
  const n = (value: number): string => formatNumber(locale, value);
  const { success, failure } = backup;
  return (
    <Section title={t.title} id="sauvegardes">
      {backup.configured ? null : (
        <Notice tone="info" title={t.off}>
          {t.offHint}
        </Notice>
      )}
      {backup.troubled ? (
        <Notice
          tone="warning"
          title={success ? t.noneSince(formatInstant(locale, success.at)) : t.never}
        >
          {failure
            ? t.failed(formatInstant(locale, failure.at), failure.problem[locale])
            : t.troubledHint}
        </Notice>
      ) : null}
      {success ? (
        <ul className="mb-3">
          <li>{t.last(formatInstant(locale, success.at))}</li>
          <li>
            {t.size(n(Math.ceil(success.bytes / 100_000) / 10))}{' '}
            {success.encrypted ? t.encrypted : t.plain}
          </li>
          <li>{t.kept(n(success.kept))}</li>
          {success.missing > 0 ? <li>{t.missing(n(success.missing))}</li> : null}
        </ul>
      ) : null}
      {backup.running ? <p className="mb-3">{t.running}</p> : null}
      {backup.mayRun && !backup.running ? (
        <Form method="post" action="/travaux/sauvegarde">
          <button type="submit" className="btn">
            {t.now}
          </button>
        </Form>
      ) : null}
    </Section>
  );
}
