import type { ReactNode } from 'react';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { type AccessNeed, digitalEn, digitalFr, type Theme } from '../../alliance/public.ts';
import { fileNumber } from '../domain.ts';
import type { exportOf } from '../ending/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { useKeeperName } from './keeper-name.tsx';

/** A copy of the file to be handed to the person it is about; `children` adds what others noted. */
export function FollowedCopy({
  copy,
  children,
}: {
  copy: ReturnType<typeof exportOf>;
  children: ReactNode;
}) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const locale = useLocale();
  const named = useKeeperName();
  const number = t.number(fileNumber(copy.id));
  const rows: readonly (readonly [string, string])[] = [
    [t.firstName, copy.firstName],
    [t.lastName, copy.lastName ?? ''],
    [t.birthYear, String(copy.birthYear ?? '')],
    [t.reachKind, copy.reachKind ? `${t.reachKinds[copy.reachKind]} : ${copy.reach}` : ''],
    [t.commune, copy.commune.name],
    [t.place, copy.place ?? ''],
    [t.themes, copy.themes.map((one) => d.themes[one as Theme]).join(', ')],
    [t.access, copy.access.map((one) => d.access[one as AccessNeed]).join(', ')],
    [t.goals, copy.goals ?? ''],
    [t.nextOn, copy.nextOn ? formatDay(locale, copy.nextOn) : ''],
    [t.export.opened, formatDay(locale, copy.openedOn)],
    [t.lastContact, formatDay(locale, copy.lastContactOn)],
    [t.endsOn, formatDay(locale, copy.erasedOn)],
    [t.keeper, named(copy.keptBy, copy.keptBy.name)],
  ];
  return (
    <>
      <title>{`${t.export.title} — Maillage`}</title>
      <PageHeader
        title={t.export.title}
        lead={t.export.lead}
        crumbs={[
          { label: t.title, to: '/suivis' },
          { label: number, to: `/suivis/${copy.id}` },
        ]}
      />
      <p className="no-print mb-4 flex flex-wrap gap-3">
        <PrintButton label={t.export.print} />
        <a className="btn btn-quiet" href={`/suivis/${copy.id}/export.json`}>
          {t.export.file}
        </a>
      </p>
      <Section title={t.file.about} id="fiche">
        <dl className="grid max-w-3xl gap-3">
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt className="font-semibold">{label}</dt>
              <dd className="whitespace-pre-line">{value || t.file.notGiven}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t.consent.history} id="accords">
        <ul className="grid gap-2">
          {copy.consents.map((one) => (
            <li key={`${one.givenOn}${one.until}${one.purpose}`}>
              {formatDay(locale, one.givenOn)} – {formatDay(locale, one.until)} :{' '}
              {t.consent.purposes[one.purpose]}
              {one.words ? `, « ${one.words} »` : ''}. {t.consent.ways[one.way]}
              {one.witnessed ? `, ${t.export.witnessed}` : ''}.{' '}
              {t.consent.text.version(one.textVersion)}.
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t.note.title} id="notes">
        {copy.notes.length === 0 ? (
          <p>{t.note.none}</p>
        ) : (
          <ul className="grid gap-3">
            {copy.notes.map((note) => (
              <li key={`${note.happenedOn}${note.kind}${note.text}`}>
                <p className="font-semibold">
                  {formatDay(locale, note.happenedOn)}, {t.note.kinds[note.kind]}
                </p>
                <p className="whitespace-pre-line">{note.text}</p>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {children}
    </>
  );
}
