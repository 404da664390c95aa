import { data, Form, Link, redirect } from 'react-router';
import { ActivityTable } from '../../modules/activity/components/public.tsx';
import {
  activityEn,
  activityFr,
  listActivity,
  sumActivity,
} from '../../modules/activity/public.ts';
import { CommitmentTag } from '../../modules/alliance/components/public.tsx';
import { contactsOfPartnership, dossierEn, dossierFr } from '../../modules/partners/public.ts';
import {
  FamilyTree,
  NextStepCard,
  PartnershipTabs,
  StageTag,
} from '../../modules/partnerships/components/public.tsx';
import {
  AGREED,
  actionsEn,
  actionsFr,
  addPartnershipNote,
  agreeToPublish,
  partnershipsEn as en,
  familyOf,
  familyTree,
  partnershipsFr as fr,
  gapsBefore,
  getNeed,
  getNextStep,
  getPartnership,
  listActions,
  listMoves,
  listPartnershipNotes,
  mayActOnPartnership,
  mayAgree,
  modelsAround,
  modelsEn,
  modelsFr,
  moveInput,
  movePartnership,
  movesOpenTo,
  publicationState,
  typesEn,
  typesFr,
  withdrawPublication,
} from '../../modules/partnerships/public.ts';
import { listPlacesById } from '../../modules/places/public.ts';
import { territoryNames } from '../../modules/territories/public.ts';
import { authorize } from '../../platform/access/access.ts';
import { type FieldError, formValues, parseForm } from '../../platform/http/forms.ts';
import { guard, notFound } from '../../platform/http/route.ts';
import { formatDay, formatInstant, formatNumber, today } from '../../platform/i18n/messages.ts';
import { Figure } from '../../ui/figure.tsx';
import { ChoiceField, ErrorSummary, TextField } from '../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { DataTable } from '../../ui/table.tsx';
import { territoryPath } from '../paths.ts';

export const loader = guard('partnerships.read', async ({ ctx, actor, scope, params, url }) => {
  const found = await getPartnership(ctx.db, scope, params.id ?? '');
  if (!found) throw notFound();
  const owned = { id: found.id, departmentCode: found.departmentCode, partnerId: found.partner.id };
  const write = authorize(actor, 'partnerships.write');
  const publish = authorize(actor, 'partnerships.publish');
  const agree = authorize(actor, 'partnerships.agree');
  const notes = authorize(actor, 'notes.read');
  const readActivity = authorize(actor, 'activity.read');
  const readNeeds = authorize(actor, 'needs.read');
  const readPartners = authorize(actor, 'partners.read');
  const readModels = authorize(actor, 'models.read');
  const gaps = {
    id: found.id,
    type: found.type,
    details: found.details,
    partnerId: found.partner.id,
  };
  const next = movesOpenTo(actor, owned, found.stage);
  const ahead = next.find((stage) => stage === 'agreed' || stage === 'active');
  const readActions = authorize(actor, 'codesign.read');
  const actions = readActions
    ? await listActions(ctx.db, readActions, { partnership: found.id })
    : [];
  const [moves, publication, noteList, sums, latest, needs, territories, places, missing, people] =
    await Promise.all([
      listMoves(ctx.db, found.id),
      publicationState(ctx.db, found.id),
      notes ? listPartnershipNotes(ctx.db, notes, owned) : null,
      sumActivity(ctx.db, { partnership: found.id }),
      readActivity ? listActivity(ctx.db, readActivity, { partnership: found.id }, null, 8) : null,
      readNeeds ? Promise.all(found.needIds.map((id) => getNeed(ctx.db, readNeeds, id))) : [],
      territoryNames(ctx.db, found.territories),
      listPlacesById(ctx.db, found.placeIds),
      ahead ? gapsBefore(ctx.db, gaps, ahead, today(ctx.now)) : [],
      readPartners
        ? contactsOfPartnership(ctx.db, readPartners, { id: found.id, partnerId: found.partner.id })
        : [],
    ]);
  return {
    found,
    moves,
    publication,
    notes: noteList,
    sums,
    latest: latest?.items ?? null,
    needs: needs.flatMap((need) => (need ? [{ id: need.id, title: need.title }] : [])),
    actions: actions.map(({ id, title }) => ({ id, title })),
    territories,
    places,
    next,
    missing,
    people,
    mayWrite: write !== null && mayActOnPartnership(write, owned),
    models: readModels
      ? {
          ...(await modelsAround(ctx.db, found.id)),
          tree: await familyOf(ctx.db, found.id).then(({ rootId, family }) =>
            family.length > 1 ? familyTree(rootId, family) : null,
          ),
          mayMake: actor.abilities.has('models.write') && AGREED.includes(found.stage),
        }
      : null,
    nextStep:
      write && mayActOnPartnership(write, owned) ? await getNextStep(ctx.db, found.id) : null,
    today: today(ctx.now),
    side:
      publish && mayActOnPartnership(publish, owned)
        ? 'operator'
        : agree && mayAgree(agree, owned)
          ? 'partner'
          : null,
    publishable: AGREED.includes(found.stage),
    mayRecord: actor.abilities.has('activity.record'),
    saved: url.searchParams.get('fait') === '1',
  };
});

export const action = guard(
  'partnerships.read',
  async ({ ctx, actor, scope, services, request, params }) => {
    const found = await getPartnership(ctx.db, scope, params.id ?? '');
    if (!found) throw notFound();
    const form = await request.formData();
    const done = redirect(`/partenariats/${found.id}?fait=1`);
    const refusedWith = (errors: readonly FieldError[], status: number) =>
      data({ errors, values: formValues(form) as Record<string, string> }, { status });
    const need = <T,>(scopeOrNull: T | null): T => {
      if (scopeOrNull === null) throw new Response('forbidden', { status: 403 });
      return scopeOrNull;
    };
    switch (form.get('what')) {
      case 'move': {
        const parsed = parseForm(moveInput, form);
        if (!parsed.ok) return refusedWith(parsed.errors, 422);
        const moved = await movePartnership(
          ctx,
          need(authorize(actor, 'partnerships.move') ?? authorize(actor, 'partnerships.withdraw')),
          found.id,
          parsed.value,
        );
        if (!moved.ok) return refusedWith([moved.failure], 409);
        services.wake();
        throw done;
      }
      case 'note': {
        const body = String(form.get('body') ?? '').trim();
        if (body === '' || body.length > 4000) {
          return refusedWith([{ field: 'body', code: body === '' ? 'required' : 'too-long' }], 422);
        }
        const noted = await addPartnershipNote(
          ctx,
          need(authorize(actor, 'notes.write')),
          found.id,
          body,
        );
        if (!noted.ok) return refusedWith([noted.failure], 409);
        throw done;
      }
      case 'publish':
      case 'withdraw': {
        const operator = authorize(actor, 'partnerships.publish');
        const side = operator
          ? ({ kind: 'operator', scope: operator } as const)
          : ({ kind: 'partner', scope: need(authorize(actor, 'partnerships.agree')) } as const);
        const text = String(form.get('publicSummary') ?? '')
          .slice(0, 4000)
          .replace(/\r\n?/g, '\n');
        const outcome =
          form.get('what') === 'publish'
            ? await agreeToPublish(ctx, side, found.id, text)
            : await withdrawPublication(ctx, side, found.id);
        if (!outcome.ok) return refusedWith([outcome.failure], 409);
        throw done;
      }
      default:
        throw new Response('unknown', { status: 400 });
    }
  },
);

type Data = PageProps<typeof loader>['loaderData'];

export default function PartnershipPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { found, next, mayWrite, mayRecord, saved } = loaderData;
  const errors = actionData?.errors;
  const dates = [
    found.startsOn ? t.page.from(formatDay(locale, found.startsOn)) : '',
    found.endsOn ? t.page.until(formatDay(locale, found.endsOn)) : '',
  ].filter(Boolean);
  return (
    <>
      <title>{`${found.title} — Maillage`}</title>
      <PageHeader
        title={found.title}
        crumbs={[{ label: t.list.title, to: '/partenariats' }]}
        over={
          <>
            <StageTag stage={found.stage} />
            <CommitmentTag commitment={found.commitment} />
            {found.furtherCommitments.map((commitment) => (
              <CommitmentTag key={commitment} commitment={commitment} />
            ))}
          </>
        }
        lead={
          <>
            <p>
              <Link to={`/partenaires/${found.partner.id}`}>{found.partner.name}</Link> ·{' '}
              {t.types[found.type]} · {found.reference} ·{' '}
              {dates.length > 0 ? dates.join(', ') : t.page.noDates}
            </p>
            {found.summary ? (
              <p className="mt-2 whitespace-pre-line text-ink">{found.summary}</p>
            ) : null}
          </>
        }
        actions={
          <>
            {mayRecord ? (
              <Link className="btn" to={`/activite/nouvelle?partenariat=${found.id}`}>
                {t.page.record}
              </Link>
            ) : null}
            {mayWrite ? (
              <Link className="btn btn-quiet" to={`/partenariats/${found.id}/modifier`}>
                {t.page.edit}
              </Link>
            ) : null}
          </>
        }
      />
      <PartnershipTabs id={found.id} />
      {saved && !errors ? (
        <Notice tone="ok" live>
          {t.page.saved}
        </Notice>
      ) : null}
      <ErrorSummary
        errors={errors}
        labels={{
          to: t.page.next,
          reason: t.page.reason,
          body: t.page.note,
          publicSummary: t.page.publicSummary,
        }}
      />
      <div className="grid gap-8 lg:grid-cols-[2fr_1fr]">
        <div className="min-w-0">
          <Activity {...loaderData} />
          <Objectives found={found} />
          <History moves={loaderData.moves} />
          {loaderData.notes ? <Notes notes={loaderData.notes} errors={errors} /> : null}
        </div>
        <div className="min-w-0">
          {loaderData.nextStep ? (
            <NextStepCard id={found.id} next={loaderData.nextStep} today={loaderData.today} />
          ) : null}
          {next.length > 0 ? (
            <NextStep {...loaderData} errors={errors} values={actionData?.values} />
          ) : null}
          <People people={loaderData.people} />
          <Where {...loaderData} />
          <Models {...loaderData} />
          <Publication {...loaderData} errors={errors} />
        </div>
      </div>
    </>
  );
}

/** The model that the partnership is or takes over, and its family. */
function Models({ found, models }: Data) {
  const t = useText({ fr: modelsFr, en: modelsEn });
  if (!models || !(models.own || models.taken || models.tree || models.mayMake)) return null;
  return (
    <Section title={t.title} id="modeles">
      {models.taken ? (
        <p>
          {t.taken} <Link to={`/modeles/${models.taken.id}`}>{models.taken.title}</Link>
        </p>
      ) : null}
      {models.own ? (
        <p>
          <Link to={`/modeles/${models.own}`}>{t.see}</Link>
        </p>
      ) : models.mayMake ? (
        <p>
          <Link to={`/modeles/nouveau?partenariat=${found.id}`}>{t.make}</Link>
        </p>
      ) : null}
      {models.tree ? (
        <div className="mt-3">
          <FamilyTree tree={models.tree} here={found.id} />
        </div>
      ) : null}
    </Section>
  );
}

function Activity({ sums, latest, found }: Data) {
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

function Objectives({ found }: Pick<Data, 'found'>) {
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

function History({ moves }: Pick<Data, 'moves'>) {
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

function NextStep({
  next,
  missing,
  found,
  errors,
  values,
}: Pick<Data, 'next' | 'missing' | 'found'> & {
  errors: readonly FieldError[] | undefined;
  values: Record<string, string> | undefined;
}) {
  const t = useText({ fr, en });
  return (
    <Section title={t.page.next} id="etape">
      <Form method="post" className="card grid gap-4" noValidate>
        <input type="hidden" name="what" value="move" />
        <Missing id={found.id} missing={missing} />
        <ChoiceField
          name="to"
          label={t.page.next}
          required
          errors={errors}
          chosen={[values?.to ?? '']}
          options={next.map((value) => ({ value, label: t.moves[value] }))}
        />
        <TextField
          name="reason"
          label={t.page.reason}
          hint={t.page.reasonHint}
          rows={2}
          errors={errors}
          defaultValue={values?.reason ?? ''}
        />
        <button type="submit" className="btn justify-self-start">
          {t.page.move}
        </button>
      </Form>
    </Section>
  );
}

/** Who is who on the partner's side of this partnership. */
function People({ people }: Pick<Data, 'people'>) {
  const t = useText({ fr: dossierFr, en: dossierEn });
  if (people.length === 0) return null;
  return (
    <Section title={t.contact.inPartnership} id="contacts">
      <ul className="grid gap-2">
        {people.map((person) => (
          <li key={`${person.id}${person.role}`}>
            <strong>{person.name}</strong> · {t.contact.roles[person.role] ?? person.role}
            <span className="hint block">
              {[person.email, person.phone].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What the type asks for and is not there: said before it is asked why. */
function Missing({ id, missing }: { id: string; missing: Data['missing'] }) {
  const t = useText({ fr, en });
  const s = useText({ fr: typesFr, en: typesEn });
  const fields: Readonly<Record<string, string>> = s.fields;
  const papers: Readonly<Record<string, string>> = s.documents;
  if (missing.length === 0) return null;
  return (
    <Notice tone="warning" title={t.page.missing}>
      <ul className="list-disc pl-5">
        {missing.map((gap) => (
          <li key={gap.kind === 'convention' ? gap.kind : gap.key}>
            {gap.kind !== 'convention' ? (
              <Link to={`/partenariats/${id}/fiche`}>
                {gap.kind === 'field' ? fields[gap.key] : papers[gap.key]}
              </Link>
            ) : (
              <Link to={`/partenariats/${id}/convention`}>{t.page.missingConvention}</Link>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Where({ territories, places, needs, actions }: Data) {
  const t = useText({ fr, en });
  const a = useText({ fr: actionsFr, en: actionsEn });
  const parts: [string, { key: string; label: string; to: string }[]][] = [
    [
      t.page.territories,
      territories.map(({ kind, code, name }) => ({
        key: `${kind}${code}`,
        label: name,
        to: territoryPath(kind, code),
      })),
    ],
    [
      t.page.places,
      places.map((place) => ({ key: place.id, label: place.name, to: `/lieux/${place.id}` })),
    ],
    [
      t.page.needs,
      needs.map((need) => ({ key: need.id, label: need.title, to: `/besoins/${need.id}` })),
    ],
    [
      a.onPartnership,
      actions.map((action) => ({
        key: action.id,
        label: action.title,
        to: `/actions/${action.id}`,
      })),
    ],
  ];
  return (
    <>
      {parts.map(([title, items]) => (
        <Section key={title} title={title}>
          {items.length === 0 ? (
            <p className="hint">{t.page.none}</p>
          ) : (
            <ul className="list-disc pl-5">
              {items.map((item) => (
                <li key={item.key}>
                  <Link to={item.to}>{item.label}</Link>
                </li>
              ))}
            </ul>
          )}
        </Section>
      ))}
    </>
  );
}

function Publication({
  publication,
  side,
  publishable,
  errors,
}: Data & { errors: readonly FieldError[] | undefined }) {
  const t = useText({ fr, en });
  const agreedByMe =
    side === 'operator' ? publication.operatorAgreedAt : publication.partnerAgreedAt;
  return (
    <Section title={t.page.publish} id="publication">
      <div className="card grid gap-3">
        <p className="hint">{t.page.publishLead}</p>
        {publication.slug ? (
          <Link to={`/alliance/${publication.slug}`}>{t.page.seePublic}</Link>
        ) : (
          <ul className="list-disc pl-5">
            <li>{publication.operatorAgreedAt ? t.page.operatorAgreed : t.page.waitingOperator}</li>
            <li>{publication.partnerAgreedAt ? t.page.partnerAgreed : t.page.waitingPartner}</li>
          </ul>
        )}
        {side && !publishable ? <p className="hint">{t.page.notYet}</p> : null}
        {side && publishable ? (
          <Form method="post" className="grid gap-3" noValidate>
            {side === 'operator' ? (
              <TextField
                name="publicSummary"
                label={t.page.publicSummary}
                hint={t.page.publicSummaryHint}
                rows={6}
                required
                errors={errors}
                defaultValue={publication.publicSummary}
              />
            ) : (
              <>
                <input type="hidden" name="publicSummary" value={publication.publicSummary} />
                <p className="whitespace-pre-line">
                  {publication.publicSummary || t.page.waitingOperator}
                </p>
              </>
            )}
            <div className="flex flex-wrap gap-2">
              {side === 'operator' || publication.publicSummary ? (
                <button type="submit" name="what" value="publish" className="btn btn-small">
                  {side === 'operator' ? t.page.operatorAgree : t.page.partnerAgree}
                </button>
              ) : null}
              {agreedByMe ? (
                <button
                  type="submit"
                  name="what"
                  value="withdraw"
                  className="btn btn-quiet btn-small"
                >
                  {t.page.withdraw}
                </button>
              ) : null}
            </div>
          </Form>
        ) : null}
      </div>
    </Section>
  );
}

function Notes({
  notes,
  errors,
}: {
  notes: NonNullable<Data['notes']>;
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
