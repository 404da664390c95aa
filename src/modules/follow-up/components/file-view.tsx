import type { ReactNode } from 'react';
import { Form, Link } from 'react-router';
import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { ChoiceField, ErrorSummary, TextField } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { type AccessNeed, digitalEn, digitalFr, type Theme } from '../../alliance/public.ts';
import type { FileOutput } from '../contract.ts';
import { fileNumber } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { NOTE_KINDS } from '../notes/domain.ts';
import { useKeeperName } from './keeper-name.tsx';

export interface FileView {
  readonly file: FileOutput;
  readonly today: string;
  readonly endsSoon: boolean;
  readonly mayWrite: boolean;
  /** The id of the next note. */
  readonly noteId: string;
  readonly saved: boolean;
}

/** A refused note: what was typed and what is wrong. */
export interface RefusedNote {
  readonly errors: readonly FieldError[];
  readonly values: FormValues;
}

interface Shown {
  readonly view: FileView;
  readonly refused: RefusedNote | undefined;
}

/** A file: who it is about, then what others add (`children`), then notes. */
export function FollowedFile({ view, refused, children }: Shown & { children?: ReactNode }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const named = useKeeperName();
  const { file, mayWrite } = view;
  const number = t.number(fileNumber(file.id));
  return (
    <>
      {/* The name stands on the page, never in its title: titles stay in a browser's history. */}
      <title>{`${number} — Maillage`}</title>
      <PageHeader
        title={[file.firstName, file.lastName].filter(Boolean).join(' ')}
        crumbs={[{ label: t.title, to: '/suivis' }]}
        lead={named(file.keeper, file.keeper.name)}
        over={<span className="tag">{number}</span>}
        actions={
          mayWrite ? (
            <>
              <Link className="btn btn-quiet" to={`/suivis/${file.id}/export`}>
                {t.file.export}
              </Link>
              <Link className="btn btn-quiet" to={`/suivis/${file.id}/accord`}>
                {t.file.consent}
              </Link>
              <Link className="btn" to={`/suivis/${file.id}/modifier`}>
                {t.edit}
              </Link>
            </>
          ) : null
        }
      />
      {view.saved && !refused ? (
        <Notice tone="ok" live>
          {t.saved}
        </Notice>
      ) : null}
      {view.endsSoon ? (
        <Notice tone="warning" title={t.file.expiresTitle}>
          {t.file.expires(formatDay(locale, file.expiresOn))}
        </Notice>
      ) : null}
      {file.tellReferent ? (
        <Notice tone="warning">
          <p>{t.file.tell}</p>
          {mayWrite ? (
            <Form method="post" className="mt-2">
              <input type="hidden" name="what" value="told" />
              <button type="submit" className="btn btn-quiet btn-small">
                {t.file.told}
              </button>
            </Form>
          ) : null}
        </Notice>
      ) : null}
      <About file={file} />
      {children}
      <Section id="notes" title={t.note.title}>
        {mayWrite ? <NoteForm view={view} refused={refused} /> : null}
        {file.notes.length === 0 ? (
          <EmptyState title={t.note.none} />
        ) : (
          <ol className="mt-4 grid gap-3">
            {file.notes.map((note) => (
              <li key={note.id} className="card">
                <p className="font-semibold">
                  {t.note.kinds[note.kind]}, {formatDay(locale, note.happenedOn)}
                  {note.writtenBy ? (
                    <span className="hint font-normal"> {t.note.by(note.writtenBy)}</span>
                  ) : null}
                </p>
                <p className="whitespace-pre-line">{note.text}</p>
              </li>
            ))}
          </ol>
        )}
      </Section>
    </>
  );
}

function About({ file }: { file: FileOutput }) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const locale = useLocale();
  const day = (on: string | null): string | null => (on ? formatDay(locale, on) : null);
  const reach = file.reachKind ? `${t.reachKinds[file.reachKind]} : ${file.reach}` : null;
  const rows: readonly (readonly [label: string, value: string | null])[] = [
    [t.nextOn, day(file.nextOn)],
    [t.reachKind, reach],
    [t.commune, file.communeName],
    [t.place, file.place?.name ?? null],
    [t.birthYear, file.birthYear ? String(file.birthYear) : null],
    [t.themes, file.themes.map((one) => d.themes[one as Theme]).join(', ')],
    [t.access, file.access.map((one) => d.access[one as AccessNeed]).join(', ')],
    [t.goals, file.goals],
    [t.referent, file.referent?.name ?? t.noReferent],
    [t.lastContact, day(file.lastContactOn)],
    [t.consent.until, day(file.consentUntil)],
    [t.endsOn, day(file.expiresOn)],
  ];
  return (
    <Section id="fiche" title={t.file.about}>
      <dl className="card grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt className="hint">{label}</dt>
            <dd className="whitespace-pre-line">{value || t.file.notGiven}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function NoteForm({ view, refused }: Shown) {
  const t = useText({ fr, en });
  const text = (name: string): string => String(refused?.values[name] ?? '');
  const errors = refused?.errors;
  return (
    <>
      <ErrorSummary
        errors={errors}
        labels={{
          kind: t.note.kind,
          happenedOn: t.note.on,
          text: t.note.text,
          nextOn: t.note.next,
        }}
      />
      <Form key={view.noteId} method="post" className="card grid max-w-3xl gap-5" noValidate>
        <input type="hidden" name="noteId" value={text('noteId') || view.noteId} />
        <ChoiceField
          name="kind"
          label={t.note.kind}
          required
          errors={errors}
          chosen={[text('kind') || 'meeting']}
          options={NOTE_KINDS.map((value) => ({ value, label: t.note.kinds[value] }))}
        />
        <TextField
          name="text"
          label={t.note.text}
          hint={t.note.textHint}
          rows={3}
          required
          errors={errors}
          defaultValue={text('text')}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            name="happenedOn"
            label={t.note.on}
            type="date"
            required
            errors={errors}
            defaultValue={text('happenedOn') || view.today}
          />
          <TextField
            name="nextOn"
            label={t.note.next}
            type="date"
            errors={errors}
            defaultValue={text('nextOn')}
          />
        </div>
        <div>
          <button type="submit" className="btn">
            {t.note.save}
          </button>
        </div>
      </Form>
    </>
  );
}
