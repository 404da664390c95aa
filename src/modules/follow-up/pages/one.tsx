import { data, Form, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay, today } from '../../../platform/i18n/messages.ts';
import { daysLater } from '../../../platform/i18n/paris-time.ts';
import { ChoiceField, ErrorSummary, TextField } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { type AccessNeed, digitalEn, digitalFr, type Theme } from '../../alliance/public.ts';
import { personTold } from '../commands.ts';
import { useKeeperName } from '../components/keeper-name.tsx';
import type { FileOutput } from '../contract.ts';
import { fileNumber, NOTICE_DAYS } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { addNote } from '../notes/commands.ts';
import { noteInput } from '../notes/contract.ts';
import { NOTE_KINDS } from '../notes/domain.ts';
import { openFile } from './open.ts';

export const loader = guard('follow-up.read', async (args) => {
  const file = await openFile(args);
  const now = today(args.ctx.now);
  return {
    file,
    today: now,
    endsSoon: file.expiresOn <= daysLater(now, NOTICE_DAYS),
    mayWrite: authorize(args.actor, 'follow-up.write') !== null,
    noteId: newId(),
    saved: args.url.searchParams.get('fait') === '1',
  };
});

export const action = guard('follow-up.write', async (args) => {
  const { ctx, scope, services, request } = args;
  const { id } = await openFile(args);
  const form = await request.formData();
  const refused = (errors: readonly FieldError[], status: number) =>
    data({ errors, values: formValues(form) }, { status });
  if (form.get('what') === 'told') {
    const done = await personTold(ctx, scope, id);
    if (!done.ok) throw notFound();
    throw redirect(`/suivis/${id}`);
  }
  const parsed = parseForm(noteInput, form, (values) => ({ ...values, id: values.noteId }));
  if (!parsed.ok) return refused(parsed.errors, 422);
  const done = await addNote(ctx, scope, services.secret, id, parsed.value);
  if (done.ok) throw redirect(`/suivis/${id}?fait=1`);
  if (done.failure.code === 'not-found') throw notFound();
  return refused([done.failure], 409);
});

export default function FollowUp({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const named = useKeeperName();
  const { file, mayWrite } = loaderData;
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
      {loaderData.saved && !actionData ? (
        <Notice tone="ok" live>
          {t.saved}
        </Notice>
      ) : null}
      {loaderData.endsSoon ? (
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
      <Section id="notes" title={t.note.title}>
        {mayWrite ? <NoteForm loaderData={loaderData} actionData={actionData} /> : null}
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

function NoteForm({
  loaderData,
  actionData,
}: Pick<PageProps<typeof loader, typeof action>, 'loaderData' | 'actionData'>) {
  const t = useText({ fr, en });
  const text = (name: string): string => String(actionData?.values[name] ?? '');
  const errors = actionData?.errors;
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
      <Form key={loaderData.noteId} method="post" className="card grid max-w-3xl gap-5" noValidate>
        <input type="hidden" name="noteId" value={text('noteId') || loaderData.noteId} />
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
            defaultValue={text('happenedOn') || loaderData.today}
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
