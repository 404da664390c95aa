import { data, Form, Link } from 'react-router';
import type { FieldError } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { ChoiceField, ErrorSummary, TextField } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { type Moving, moveMany, type Ticked } from '../bulk-moves/commands.ts';
import { en } from '../bulk-moves/messages.en.ts';
import { fr } from '../bulk-moves/messages.fr.ts';
import { moveInput } from '../contract.ts';
import { STAGES, TRANSITIONS } from '../domain.ts';
import { en as partnershipEn } from '../messages.en.ts';
import { fr as partnershipFr } from '../messages.fr.ts';

interface Answer {
  readonly errors: readonly FieldError[];
  readonly ids: readonly string[];
  readonly to: string;
  readonly reason: string;
  readonly moving: readonly Moving[] | null;
  readonly done: boolean;
}

export const loader = guard('partnerships.move', () => null);

export const action = guard('partnerships.move', async ({ ctx, scope, services, request }) => {
  const form = await request.formData();
  const seen = form.getAll('row').map(String);
  const ids = [
    ...new Set([...form.getAll('id').map(String), ...seen.map((row) => row.split(' ')[0] ?? '')]),
  ];
  const answer: Answer = {
    errors: [],
    ids,
    to: String(form.get('to') ?? ''),
    reason: String(form.get('reason') ?? ''),
    moving: null,
    done: false,
  };
  const what = form.get('what');
  if (ids.length === 0 || (what !== 'preview' && what !== 'apply')) return data(answer);
  const parsed = moveInput.safeParse({ to: answer.to, reason: answer.reason });
  if (!parsed.success)
    return data({ ...answer, errors: [{ field: 'to', code: 'choose-one' }] }, { status: 422 });
  const ticked: Ticked[] =
    what === 'apply'
      ? seen.map((row) => {
          const [id = '', version] = row.split(' ');
          return { id, version: Number(version) };
        })
      : ids.map((id) => ({ id, version: null }));
  const moving = await moveMany(ctx, scope, ticked, parsed.data, what === 'preview');
  if (what === 'apply') services.wake();
  return data({ ...answer, moving, done: what === 'apply' });
});

/** The stages that a person may move to, reviews aside. */
const TARGETS = STAGES.filter((stage) =>
  TRANSITIONS.some(({ to, by, review }) => to === stage && by.includes('operator') && !review),
);

export default function BulkMoves({ actionData }: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const words = useText({ fr: partnershipFr, en: partnershipEn });
  const answer = actionData as Answer | undefined;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        crumbs={[{ label: words.list.title, to: '/partenariats' }]}
      />
      {answer && answer.ids.length > 0 ? (
        <Steps answer={answer} />
      ) : (
        <EmptyState title={t.none}>
          <Link to="/partenariats">{t.back}</Link>
        </EmptyState>
      )}
    </>
  );
}

function Steps({ answer }: { answer: Answer }) {
  const t = useText({ fr, en });
  const words = useText({ fr: partnershipFr, en: partnershipEn });
  const locale = useLocale();
  const { ids, to, reason, moving, done, errors } = answer;
  const go = moving?.filter(({ problem }) => problem === null) ?? [];
  const stay = moving?.filter(({ problem }) => problem !== null) ?? [];
  const count = (rows: readonly Moving[]): string => formatNumber(locale, rows.length);
  return (
    <>
      {done ? (
        <Notice tone="ok" live>
          {t.moved(count(go))} {stay.length > 0 ? t.stayed(count(stay)) : ''}
        </Notice>
      ) : null}
      <ErrorSummary errors={errors} labels={{ to: t.to }} />
      {done ? null : (
        <Form method="post" className="card mb-8 grid max-w-3xl gap-4" noValidate>
          <input type="hidden" name="what" value="preview" />
          {ids.map((id) => (
            <input key={id} type="hidden" name="id" value={id} />
          ))}
          <ChoiceField
            name="to"
            label={t.to}
            required
            errors={errors}
            chosen={[to]}
            options={TARGETS.map((value) => ({ value, label: words.moves[value] }))}
          />
          <TextField
            name="reason"
            label={t.reason}
            hint={t.reasonHint}
            rows={2}
            defaultValue={reason}
          />
          <button type="submit" className="btn btn-quiet justify-self-start">
            {t.preview}
          </button>
        </Form>
      )}
      {moving ? (
        <>
          <Rows title={(done ? t.moved : t.will)(count(go))} rows={go} id="bougent" />
          {!done && go.length > 0 ? (
            <Form method="post" className="mb-8">
              <input type="hidden" name="what" value="apply" />
              <input type="hidden" name="to" value={to} />
              <input type="hidden" name="reason" value={reason} />
              {go.map(({ id, version }) => (
                <input key={id} type="hidden" name="row" value={`${id} ${version}`} />
              ))}
              <button type="submit" className="btn">
                {t.apply(count(go))}
              </button>
            </Form>
          ) : null}
          <Rows title={(done ? t.stayed : t.wont)(count(stay))} rows={stay} id="restent" withWhy />
          {done ? <Link to="/partenariats">{t.back}</Link> : null}
        </>
      ) : null}
    </>
  );
}

function Rows({
  title,
  rows,
  id,
  withWhy = false,
}: {
  title: string;
  rows: readonly Moving[];
  id: string;
  withWhy?: boolean;
}) {
  const t = useText({ fr, en });
  const words = useText({ fr: partnershipFr, en: partnershipEn });
  if (rows.length === 0) return null;
  return (
    <Section title={title} id={id}>
      <DataTable
        caption={title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'name',
            label: t.name,
            cell: (row) => <Link to={`/partenariats/${row.id}`}>{row.title}</Link>,
          },
          { key: 'from', label: t.from, cell: (row) => words.stages[row.from] },
          ...(withWhy
            ? [
                {
                  key: 'why',
                  label: t.why,
                  cell: (row: Moving) => <ErrorText code={row.problem ?? ''} />,
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}
