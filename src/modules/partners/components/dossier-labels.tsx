import { formatDay } from '../../../platform/i18n/messages.ts';
import { SelectField } from '../../../ui/form.tsx';
import { Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { LABELS, ROLES_TO_US, validOn } from '../dossier/domain.ts';
import { en } from '../dossier/messages.en.ts';
import { fr } from '../dossier/messages.fr.ts';
import type { Label } from '../dossier/queries.ts';
import { type DossierAnswer, DossierField, DossierForm, RemoveButton } from './dossier-form.tsx';

/** What an organisation is to us and what it is recognised as, each with its dates. */
export function DossierLabels({
  labels,
  derived,
  mayWrite,
  sent,
  today,
}: {
  labels: readonly Label[];
  derived: readonly string[];
  mayWrite: boolean;
  sent: DossierAnswer | undefined;
  today: string;
}) {
  const t = useText({ fr, en });
  const parts = [
    { kind: 'role', title: t.rolesTitle, words: t.roles, codes: ROLES_TO_US, add: t.addRole },
    { kind: 'label', title: t.labelsTitle, words: t.labels, codes: LABELS, add: t.addLabel },
  ] as const;
  return (
    <div>
      {parts.map(({ kind, title, words, codes, add }) => {
        const own = labels.filter((label) => label.kind === kind);
        const mine = sent?.what === kind ? sent : undefined;
        const others = kind === 'role' ? derived : [];
        return (
          <Section key={kind} title={title} id={kind}>
            {own.length + others.length === 0 ? <p className="hint">{t.none}</p> : null}
            <ul className="grid gap-2">
              {others.map((code) => (
                <li key={code} className="card">
                  <strong>{words[code] ?? code}</strong>
                  <p className="hint">{t.fromPartnership}</p>
                </li>
              ))}
              {own.map((label) => (
                <li key={label.id} className="card">
                  <strong>{words[label.code] ?? label.code}</strong>
                  <Validity label={label} today={today} />
                  {mayWrite ? (
                    <RemoveButton
                      what="remove-label"
                      id={label.id}
                      label={words[label.code] ?? label.code}
                    />
                  ) : null}
                </li>
              ))}
            </ul>
            {mayWrite ? (
              <details className="mt-3" open={mine !== undefined}>
                <summary className="font-semibold">{add}</summary>
                <DossierForm what={kind} sent={sent}>
                  <SelectField
                    name="code"
                    label={t.what}
                    required
                    errors={mine?.errors}
                    defaultValue={mine?.values.code ?? ''}
                    options={codes.map((value) => ({ value, label: words[value] ?? value }))}
                  />
                  <DossierField
                    what={kind}
                    sent={sent}
                    name="source"
                    label={t.source}
                    hint={t.sourceHint}
                  />
                  <div className="grid gap-3 sm:grid-cols-2">
                    <DossierField
                      what={kind}
                      sent={sent}
                      name="validFrom"
                      label={t.validFrom}
                      type="date"
                    />
                    <DossierField
                      what={kind}
                      sent={sent}
                      name="validTo"
                      label={t.validTo}
                      type="date"
                    />
                  </div>
                  <button type="submit" className="btn btn-small justify-self-start">
                    {add}
                  </button>
                </DossierForm>
              </details>
            ) : null}
          </Section>
        );
      })}
    </div>
  );
}

function Validity({ label, today }: { label: Label; today: string }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const words = [
    label.validFrom ? t.since(formatDay(locale, label.validFrom)) : '',
    label.validTo ? t.until(formatDay(locale, label.validTo)) : '',
    label.source,
  ].filter(Boolean);
  return (
    <p className="hint">
      {words.join(' · ')}
      {validOn(label, today) ? null : <strong className="block">{t.over}</strong>}
    </p>
  );
}
