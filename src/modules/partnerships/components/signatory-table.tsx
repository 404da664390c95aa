import { Form } from 'react-router';
import type { FieldError } from '../../../platform/http/forms.ts';
import { formatDay, formatInstant } from '../../../platform/i18n/messages.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { errorOf } from '../../../ui/form.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { en } from '../convention/messages.en.ts';
import { fr } from '../convention/messages.fr.ts';
import type { Convention, Signatory } from '../convention/queries.ts';

/** Who signs a convention, where each stands, and what its keeper can do about it. */
export function SignatoryTable({
  convention,
  acting,
  errors,
}: {
  convention: Pick<Convention, 'id' | 'signatories'>;
  acting: boolean;
  errors: readonly FieldError[] | undefined;
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (convention.signatories.length === 0) return <p className="hint">{t.noSignatory}</p>;
  const columns = [
    {
      key: 'who',
      label: t.who,
      cell: (row: Signatory) => (
        <>
          {row.name}
          <span className="hint block font-normal">{row.function}</span>
        </>
      ),
    },
    { key: 'side', label: t.for, cell: (row: Signatory) => t.sides[row.side] },
    {
      key: 'state',
      label: t.state,
      cell: (row: Signatory) => (
        <>
          <span className="font-semibold">
            {row.signedAt ? t.signedAt(formatInstant(locale, row.signedAt)) : t.states[row.state]}
          </span>
          {row.state === 'refused' ? (
            <span className="block whitespace-pre-line">« {row.refusedReason} »</span>
          ) : null}
          {row.toldAt && row.state !== 'signed' ? (
            <span className="hint block">{t.told(formatDay(locale, row.toldAt.slice(0, 10)))}</span>
          ) : null}
        </>
      ),
    },
  ];
  const acts = {
    key: 'acts',
    label: t.acts,
    cell: (row: Signatory) => <Acts row={row} errors={errors} />,
  };
  return (
    <DataTable
      caption={t.signatories}
      captionHidden
      rows={convention.signatories}
      rowKey={(row) => row.id}
      columns={acting ? [...columns, acts] : columns}
    />
  );
}

function Acts({ row, errors }: { row: Signatory; errors: readonly FieldError[] | undefined }) {
  const t = useText({ fr, en });
  const error = errorOf(errors, 'email');
  const hidden = (what: string) => (
    <>
      <input type="hidden" name="what" value={what} />
      <input type="hidden" name="signatory" value={row.id} />
    </>
  );
  return (
    <div className="grid gap-2">
      {row.state === 'signed' ? null : (
        <Form method="post" encType="multipart/form-data">
          {hidden('remind')}
          <button
            type="submit"
            className="btn btn-quiet btn-small"
            aria-label={t.remindOf(row.name)}
          >
            {t.remind}
          </button>
        </Form>
      )}
      <details>
        <summary>{t.correct}</summary>
        <Form method="post" encType="multipart/form-data" className="mt-2 grid gap-2" noValidate>
          {hidden('address')}
          <label>
            <span className="sr-only">{t.emailOf(row.name)}</span>
            <input
              className="input"
              type="email"
              name="email"
              autoComplete="off"
              defaultValue={row.email}
            />
          </label>
          {error ? (
            <p className="error-text">
              <ErrorText code={error.code} />
            </p>
          ) : null}
          <button
            type="submit"
            className="btn btn-quiet btn-small justify-self-start"
            aria-label={t.correctOf(row.name)}
          >
            {t.correct}
          </button>
        </Form>
      </details>
    </div>
  );
}
