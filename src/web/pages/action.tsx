import { data, Form, Link, redirect } from 'react-router';
import { CommitmentTag } from '../../modules/alliance/components/public.tsx';
import {
  ActionState,
  ExpectedResult,
  Owner,
} from '../../modules/partnerships/components/public.tsx';
import {
  coDesignEn,
  coDesignFr,
  actionsEn as en,
  actionsFr as fr,
  getAction,
  getPartnership,
  isOverdue,
  listMilestoneMoves,
  MILESTONE_STATES,
  mayMoveMilestone,
  mayPlan,
  milestoneMoveInput,
  moveMilestone,
  nextOf,
} from '../../modules/partnerships/public.ts';
import { authorize } from '../../platform/access/access.ts';
import { type FieldError, formValues, parseForm } from '../../platform/http/forms.ts';
import { guard, notFound } from '../../platform/http/route.ts';
import { formatDay, formatInstant, formatNumber, today } from '../../platform/i18n/messages.ts';
import { Figure } from '../../ui/figure.tsx';
import { ChoiceField, ErrorSummary, SelectField, TextField } from '../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { territoryPath } from '../paths.ts';
import { sumsOf } from '../workshop/queries.ts';

export const loader = guard('codesign.read', async ({ ctx, actor, scope, params, url }) => {
  const found = await getAction(ctx.db, scope, params.id ?? '');
  if (!found) throw notFound();
  const write = authorize(actor, 'actions.write');
  const read = authorize(actor, 'partnerships.read');
  const partnership =
    found.partnershipId && read ? await getPartnership(ctx.db, read, found.partnershipId) : null;
  const plans = write !== null && mayPlan(write, found.departmentCode);
  return {
    found,
    moves: await listMilestoneMoves(ctx.db, found.id),
    partnership: partnership ? { id: partnership.id, title: partnership.title } : null,
    sums: found.partnershipId ? await sumsOf(ctx, found.partnershipId) : null,
    mayPlan: plans,
    mayMove: mayMoveMilestone(actor, found),
    mayCreate: plans && !found.partnershipId && actor.abilities.has('partnerships.write'),
    today: today(ctx.now),
    saved: url.searchParams.get('fait') === '1',
  };
});

export const action = guard('actions.move', async ({ ctx, actor, scope, request, params }) => {
  const read = authorize(actor, 'codesign.read');
  const found = read ? await getAction(ctx.db, read, params.id ?? '') : null;
  const form = await request.formData();
  if (!found) throw notFound();
  const values = formValues(form) as Record<string, string>;
  const refused = (errors: readonly FieldError[], status: number) =>
    data({ errors, values }, { status });
  const parsed = parseForm(milestoneMoveInput, form);
  const milestone = found.milestones.find(({ id }) => id === values.milestone);
  const which = milestone ? [] : [{ field: 'milestone', code: 'choose-one' }];
  if (!parsed.ok || !milestone)
    return refused([...which, ...(parsed.ok ? [] : parsed.errors)], 422);
  const done = await moveMilestone(ctx, scope, milestone.id, parsed.value);
  if (!done.ok) return refused([done.failure], 409);
  throw redirect(`/actions/${found.id}?fait=1`);
});

type Data = PageProps<typeof loader>['loaderData'];
type Refused = PageProps<typeof loader, typeof action>['actionData'];

export default function ActionPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const c = useText({ fr: coDesignFr, en: coDesignEn });
  const { found, saved } = loaderData;
  const errors = actionData?.errors;
  const home = territoryPath(found.territoryKind, found.territoryCode);
  return (
    <>
      <title>{`${found.title} — Maillage`}</title>
      <PageHeader
        title={found.title}
        crumbs={[
          { label: found.territoryName, to: home },
          { label: c.title, to: `${home}/atelier` },
        ]}
        over={
          <>
            <ActionState action={found} today={loaderData.today} />
            <CommitmentTag commitment={found.commitment} />
          </>
        }
        lead={
          <>
            <p>
              {t.owner} <Owner action={found} />
            </p>
            {found.description ? (
              <p className="mt-2 whitespace-pre-line text-ink">{found.description}</p>
            ) : null}
          </>
        }
        actions={
          <>
            {loaderData.mayCreate ? (
              <Link className="btn" to={`/partenariats/nouveau?action=${found.id}`}>
                {t.toPartnership}
              </Link>
            ) : null}
            {loaderData.mayPlan ? (
              <Link className="btn btn-quiet" to={`/actions/${found.id}/modifier`}>
                {t.edit}
              </Link>
            ) : null}
          </>
        }
      />
      {saved && !errors ? (
        <Notice tone="ok" live>
          {t.saved}
        </Notice>
      ) : null}
      <ErrorSummary
        errors={errors}
        labels={{ milestone: t.label, to: t.to, reason: t.reason, newDay: t.newDay }}
      />
      <div className="grid gap-8 lg:grid-cols-[3fr_2fr]">
        <div className="min-w-0">
          <Milestones {...loaderData} />
          {loaderData.mayMove ? <MoveForm {...loaderData} refused={actionData} /> : null}
          <History {...loaderData} />
        </div>
        <div className="min-w-0">
          <Section title={t.resultTitle} id="resultat">
            <p>
              <ExpectedResult action={found} />
            </p>
          </Section>
          <CameOfIt {...loaderData} />
          <Links {...loaderData} />
        </div>
      </div>
    </>
  );
}

function Milestones({ found, today: day }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <Section title={t.milestones} id="etapes">
      <ol className="grid gap-3">
        {found.milestones.map((milestone) => (
          <li key={milestone.id} className="card">
            <p className="font-semibold">{milestone.label}</p>
            <p className="flex flex-wrap items-center gap-2">
              <span className="tag">{t.states[milestone.state]}</span>
              {isOverdue(milestone, day) ? (
                <span className="tag font-bold">{t.overdue}</span>
              ) : null}
              <span className="hint">
                {t.due} {formatDay(locale, milestone.dueOn)}
              </span>
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function MoveForm({ found, refused }: Data & { refused: Refused }) {
  const t = useText({ fr, en });
  const errors = refused?.errors;
  const value = (name: string): string => refused?.values[name] ?? '';
  return (
    <Section title={t.moveTitle} id="avancer">
      <Form method="post" className="card grid gap-4" noValidate>
        <SelectField
          name="milestone"
          label={t.label}
          required
          errors={errors}
          defaultValue={value('milestone') || (nextOf(found.milestones)?.id ?? '')}
          options={found.milestones.map(({ id, label, state }) => ({
            value: id,
            label: `${label} (${t.states[state].toLowerCase()})`,
          }))}
        />
        <ChoiceField
          name="to"
          label={t.to}
          required
          errors={errors}
          chosen={[value('to')]}
          options={MILESTONE_STATES.map((state) => ({ value: state, label: t.moves[state] }))}
        />
        <TextField
          name="reason"
          label={t.reason}
          hint={t.reasonHint}
          rows={2}
          errors={errors}
          defaultValue={value('reason')}
        />
        <TextField
          name="newDay"
          label={t.newDay}
          hint={t.newDayHint}
          type="date"
          errors={errors}
          defaultValue={value('newDay')}
        />
        <button type="submit" className="btn justify-self-start">
          {t.move}
        </button>
      </Form>
    </Section>
  );
}

function History({ moves }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <Section title={t.history} id="historique">
      {moves.length === 0 ? <p className="hint">{t.noHistory}</p> : null}
      <ol className="grid gap-3">
        {moves.map((move) => (
          <li key={move.id} className="border-l-4 border-line pl-3">
            <p className="font-semibold">
              {t.moved(move.label, t.states[move.from], t.states[move.to])}
            </p>
            {move.reason ? <p className="whitespace-pre-line">{move.reason}</p> : null}
            <p className="hint">
              {[
                move.by,
                formatInstant(locale, move.at),
                move.to === 'delayed' ? t.movedFrom(formatDay(locale, move.dueBefore)) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function CameOfIt({ sums, found }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <Section title={t.cameOfIt} id="activite">
      {sums ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <Figure value={formatNumber(locale, sums.participations)} label={t.participations} />
          <Figure value={formatNumber(locale, sums.personsDeclared)} label={t.persons} />
        </div>
      ) : (
        <p className="hint">{found.partnershipId ? '—' : t.notLinked}</p>
      )}
    </Section>
  );
}

function Links({ found, partnership }: Data) {
  const t = useText({ fr, en });
  const links = [
    partnership
      ? { label: t.partnership, to: `/partenariats/${partnership.id}`, name: partnership.title }
      : null,
    found.needId
      ? { label: t.need, to: `/besoins/${found.needId}`, name: found.needTitle ?? t.need }
      : null,
    found.proposalId
      ? { label: t.proposal, to: `/propositions/${found.proposalId}`, name: t.proposal }
      : null,
    found.placeId
      ? { label: t.place, to: `/lieux/${found.placeId}`, name: found.placeName ?? t.place }
      : null,
  ].flatMap((link) => (link ? [link] : []));
  return (
    <>
      {links.map(({ label, to, name }) => (
        <Section key={to} title={label}>
          <Link to={to}>{name}</Link>
        </Section>
      ))}
    </>
  );
}
