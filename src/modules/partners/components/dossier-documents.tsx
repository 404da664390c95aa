import { formatDay } from '../../../platform/i18n/messages.ts';
import { Field, SelectField } from '../../../ui/form.tsx';
import { EmptyState, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { type Column, DataTable } from '../../../ui/table.tsx';
import { DOCUMENT_KINDS } from '../documents/domain.ts';
import type { PartnerDocument } from '../documents/queries.ts';
import { en } from '../dossier/messages.en.ts';
import { fr } from '../dossier/messages.fr.ts';
import { type DossierAnswer, DossierField, DossierForm, RemoveButton } from './dossier-form.tsx';

const SOON_DAYS = 60;

/** The papers of a partner, with their expiry, and the form that takes one more. */
export function DossierDocuments({
  partnerId,
  documents,
  mayWrite,
  operator,
  sent,
  today,
}: {
  partnerId: string;
  documents: readonly PartnerDocument[];
  mayWrite: boolean;
  operator: boolean;
  sent: DossierAnswer | undefined;
  today: string;
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const mine = sent?.what === 'document' ? sent : undefined;
  const columns: Column<PartnerDocument>[] = [
    {
      key: 'document',
      label: t.document,
      cell: (row) => (
        <>
          <a href={`/partenaires/${partnerId}/pieces/${row.id}`}>
            {t.documents[row.kind] ?? row.kind}
          </a>
          <span className="hint block font-normal">
            {[row.title, row.fileName].filter(Boolean).join(' · ')}
          </span>
          {row.private ? <span className="tag">{t.privateTag}</span> : null}
        </>
      ),
    },
    {
      key: 'expiry',
      label: t.expiry,
      cell: (row) => <Expiry day={row.expiresOn} today={today} />,
    },
    {
      key: 'uploaded',
      label: t.uploaded,
      cell: (row) => `${formatDay(locale, row.uploadedAt.slice(0, 10))} · ${row.uploadedBy}`,
    },
  ];
  if (mayWrite)
    columns.push({
      key: 'remove',
      label: t.remove,
      cell: (row) => (
        <RemoveButton
          what="remove-document"
          id={row.id}
          label={`${t.documents[row.kind] ?? row.kind} ${row.fileName}`}
        />
      ),
    });
  return (
    <Section title={t.documentsTitle} id="pieces">
      {documents.length === 0 ? (
        <EmptyState title={t.none} />
      ) : (
        <DataTable
          caption={t.documentsTitle}
          captionHidden
          rows={documents}
          rowKey={(row) => row.id}
          columns={columns}
        />
      )}
      {mayWrite ? (
        <details className="mt-3" open={mine !== undefined}>
          <summary className="font-semibold">{t.addDocument}</summary>
          <DossierForm what="document" sent={sent}>
            <SelectField
              name="kind"
              label={t.kind}
              required
              errors={mine?.errors}
              defaultValue={mine?.values.kind ?? ''}
              options={DOCUMENT_KINDS.map((value) => ({
                value,
                label: t.documents[value] ?? value,
              }))}
            />
            <Field name="file" label={t.file} hint={t.fileHint} required errors={mine?.errors}>
              {(control) => <input {...control} type="file" className="input" />}
            </Field>
            <DossierField
              what="document"
              sent={sent}
              name="expiresOn"
              label={t.expiry}
              type="date"
            />
            <DossierField what="document" sent={sent} name="title" label={t.documentTitle} />
            {operator ? (
              <label className="choice">
                <input type="checkbox" name="private" value="1" />
                <span>{t.private}</span>
              </label>
            ) : null}
            <button type="submit" className="btn btn-small justify-self-start">
              {t.addDocument}
            </button>
          </DossierForm>
        </details>
      ) : null}
    </Section>
  );
}

function Expiry({ day, today }: { day: string | null; today: string }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (!day) return <span className="hint">{t.noExpiry}</span>;
  const left = (Date.parse(day) - Date.parse(today)) / 86_400_000;
  return (
    <>
      {formatDay(locale, day)}
      {left < 0 ? <strong className="block">{t.expired}</strong> : null}
      {left >= 0 && left <= SOON_DAYS ? <strong className="block">{t.expiresSoon}</strong> : null}
    </>
  );
}
