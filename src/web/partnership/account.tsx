import { Form, Link } from 'react-router';
import { ActivityTable } from '../../modules/activity/components/public.tsx';
import { activityEn, activityFr } from '../../modules/activity/public.ts';
import { partnershipsEn as en, partnershipsFr as fr } from '../../modules/partnerships/public.ts';
import type { FieldError } from '../../platform/http/forms.ts';
import { formatDay, formatInstant, formatNumber } from '../../platform/i18n/messages.ts';
import { Figure } from '../../ui/figure.tsx';
import { TextField } from '../../ui/form.tsx';
import { EmptyState, Section } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import { DataTable } from '../../ui/table.tsx';
import type { PartnershipView } from './queries.ts';

/** What was done, in sums and in its latest records. */
export function Activity({ sums, latest, found }: PartnershipView) {
  const t = useText({ fr, en });
  const a = useText({ fr: activityFr, en: activityEn });
  const locale = useLocale();
  return (
    <Section
      title={t.page.activity}
      id="activite"
      aside={<Link to={`/activite?partenariat=${found.id}`}>{a.list.title}</Link>}
    >
      <div className="mb-4 grid gap-4 sm:grid-cols-2">
        <Figure value={formatNumber(locale, sums.participations)} label={a.list.participations} />
        <Figure value={formatNumber(locale, sums.personsDeclared)} label={a.list.persons} />
      </div>
      {latest && latest.length > 0 ? (
        <ActivityTable rows={latest} caption={t.page.activity} withPartnership={false} />
      ) : (
        <EmptyState title={a.list.none}>{a.list.noneHint}</EmptyState>
      )}
    </Section>
  );
}

/** What both sides aim at, with numbers and days. */
export function Objectives({ found }: Pick<PartnershipView, 'found'>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (found.objectives.length === 0) return null;
  return (
    <Section title={t.page.objectives} id="objectifs">
      <DataTable
        caption={t.page.objectives}
        captionHidden
        rows={found.objectives}
        rowKey={(row) => row.label}
        columns={[
          { key: 'label', label: t.page.objective, cell: (row) => row.label },
          {
            key: 'target',
            label: t.page.target,
            numeric: true,
            cell: (row) =>
              row.target === null ? '—' : `${formatNumber(locale, row.target)} ${row.unit}`,
          },
          {
            key: 'due',
            label: t.page.due,
            cell: (row) => (row.dueOn ? formatDay(locale, row.dueOn) : '—'),
          },
        ]}
      />
    </Section>
  );
}

/** How the partnership came to its stage: who moved it, when and why. */
export function History({ moves }: Pick<PartnershipView, 'moves'>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <Section title={t.page.history} id="historique">
      <ol className="grid gap-3">
        {moves.map((move) => (
          <li key={move.id} className="border-l-4 border-line pl-3">
            <p className="font-semibold">
              {move.from ? t.page.moved(t.stages[move.from], t.stages[move.to]) : t.page.created}
            </p>
            {move.reason ? <p className="whitespace-pre-line">{move.reason}</p> : null}
            <p className="hint">
              {formatInstant(locale, move.at)} {move.by ? t.page.by(move.by) : ''}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Private notes, for the operator’s eyes. */
export function Notes({
  notes,
  errors,
}: {
  notes: NonNullable<PartnershipView['notes']>;
  errors: readonly FieldError[] | undefined;
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <Section title={t.page.notes} id="notes">
      <p className="hint mb-2">{t.page.notesHint}</p>
      <ul className="mb-3 grid gap-3">
        {notes.map((note) => (
          <li key={note.id} className="card">
            <p className="whitespace-pre-line">{note.body}</p>
            <p className="hint">
              {note.author} · {formatInstant(locale, note.createdAt)}
            </p>
          </li>
        ))}
      </ul>
      <Form method="post" className="card grid gap-3" noValidate>
        <TextField name="body" label={t.page.note} rows={3} required errors={errors} />
        <button type="submit" name="what" value="note" className="btn btn-small justify-self-start">
          {t.page.addNote}
        </button>
      </Form>
    </Section>
  );
}
