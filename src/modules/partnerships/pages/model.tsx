import { data, Form, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { DOCUMENT_BYTES } from '../../../platform/files/documents.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { readUpload } from '../../../platform/http/upload.ts';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, Field, TextField } from '../../../ui/form.tsx';
import { PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { CommitmentTag } from '../../alliance/components/public.tsx';
import { sayValue } from '../../territories/public.ts';
import { FamilyTree } from '../components/family-tree.tsx';
import { likelyHosts, likeTerritories } from '../likeness/queries.ts';
import { en as partnershipsEn } from '../messages.en.ts';
import { fr as partnershipsFr } from '../messages.fr.ts';
import { takeModelDocument } from '../models/commands.ts';
import { countReplications, familyTree } from '../models/domain.ts';
import { en } from '../models/messages.en.ts';
import { fr } from '../models/messages.fr.ts';
import { familyOf, getModel, listModelDocuments } from '../models/queries.ts';

/** Territories shown; further down there is little likeness left. */
const SHOWN = 10;

export const loader = guard('models.read', async ({ ctx, actor, scope, params }) => {
  const model = await getModel(ctx.db, scope, params.id ?? '');
  if (!model) throw notFound();
  const [{ ranked, indicators }, { rootId, family }, documents] = await Promise.all([
    likeTerritories(ctx.db, model),
    familyOf(ctx.db, model.source.id),
    listModelDocuments(ctx.db, scope, model.id),
  ]);
  const first = ranked.slice(0, SHOWN);
  const readPartners = authorize(actor, 'partners.read');
  const hosts = readPartners
    ? await likelyHosts(
        ctx.db,
        readPartners,
        model,
        first.map(({ code }) => code),
      )
    : [];
  const write = authorize(actor, 'partnerships.write');
  const say = (code: string, value: number): string => {
    const indicator = indicators.find((one) => one.code === code);
    if (!indicator) return String(value);
    const { aggregation, unit } = indicator;
    return sayValue({ kind: 'department', aggregation, unit, category: null }, value, ctx.locale);
  };
  return {
    model,
    documents: documents.map(({ id, title }) => ({ id, title })),
    tree: familyTree(rootId, family),
    mayWrite: actor.abilities.has('models.write'),
    territories: first.map(({ code, name, score, needs, places, partners, taken, nearest }) => ({
      code,
      name,
      score: Math.round(score),
      needs,
      places,
      partners,
      taken,
      names: hosts.filter(({ departmentCode }) => departmentCode === code).map((one) => one.name),
      indicators: nearest.map((side) => ({
        label: indicators.find((one) => one.code === side.code)?.label[ctx.locale] ?? side.code,
        here: say(side.code, side.here),
        there: say(side.code, side.there),
      })),
      mayStart: write !== null && (write.everywhere || write.departments.has(code)),
    })),
  };
});

export const action = guard('models.write', async ({ ctx, scope, services, request, params }) => {
  const id = params.id ?? '';
  const upload = await readUpload(request, services.temporaryFolder, DOCUMENT_BYTES);
  try {
    const title = (upload.fields.documentTitle ?? '').trim().slice(0, 160);
    const { file } = upload.files;
    const taken = await takeModelDocument(ctx, scope, services.files, id, title, file);
    if (!taken.ok) {
      const status = taken.failure.field === 'file' ? 422 : 409;
      return data({ errors: [taken.failure], title }, { status });
    }
  } finally {
    await upload.remove();
  }
  throw redirect(`/modeles/${id}#documents`);
});

type Data = PageProps<typeof loader>['loaderData'];
type Refused = PageProps<typeof loader, typeof action>['actionData'];

export default function ModelPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const p = useText({ fr: partnershipsFr, en: partnershipsEn });
  const { model, mayWrite } = loaderData;
  return (
    <>
      <title>{`${model.title} — Maillage`}</title>
      <PageHeader
        title={model.title}
        crumbs={[{ label: t.title, to: '/modeles' }]}
        over={<CommitmentTag commitment={model.commitment} />}
        lead={
          <>
            <Link to={`/partenariats/${model.source.id}`}>{model.source.title}</Link> ·{' '}
            {model.partner.name} · {model.departmentName} · {p.types[model.type]} ·{' '}
            {t.times(model.replications)}
          </>
        }
        actions={
          mayWrite ? (
            <Link className="btn btn-quiet" to={`/modeles/${model.id}/modifier`}>
              {t.edit}
            </Link>
          ) : null
        }
      />
      <ErrorSummary errors={actionData?.errors} labels={{ file: t.file }} />
      <div className="grid gap-8 lg:grid-cols-[3fr_2fr]">
        <div className="min-w-0">
          <Told title={t.problem} id="probleme" text={model.problem} />
          <Told title={t.results} id="resultats" text={model.results} />
          {model.conditions ? (
            <Told title={t.conditions} id="conditions" text={model.conditions} />
          ) : null}
        </div>
        <div className="min-w-0">
          <Took {...loaderData} />
          {model.contactName || model.contactEmail ? (
            <Section title={t.contact} id="contact">
              <p>{model.contactName}</p>
              {model.contactEmail ? (
                <a href={`mailto:${model.contactEmail}`}>{model.contactEmail}</a>
              ) : null}
            </Section>
          ) : null}
          <Documents {...loaderData} refused={actionData} />
        </div>
      </div>
      <Like {...loaderData} />
      <Family {...loaderData} />
    </>
  );
}

function Told({ title, id, text }: { title: string; id: string; text: string }) {
  return (
    <Section title={title} id={id}>
      <p className="whitespace-pre-line">{text}</p>
    </Section>
  );
}

function Took({ model }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const lines = [
    model.moneyEuros === null
      ? ''
      : t.money(
          new Intl.NumberFormat(locale, {
            style: 'currency',
            currency: 'EUR',
            maximumFractionDigits: 0,
          }).format(model.moneyEuros),
        ),
    model.days === null ? '' : t.time(formatNumber(locale, model.days)),
    model.inKind,
  ].filter(Boolean);
  return (
    <Section title={t.took} id="moyens">
      {lines.length === 0 ? <p className="hint">{t.nothingSaid}</p> : null}
      <ul className="grid gap-1">
        {lines.map((line) => (
          <li key={line} className="whitespace-pre-line">
            {line}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Documents({ model, documents, mayWrite, refused }: Data & { refused: Refused }) {
  const t = useText({ fr, en });
  return (
    <Section title={t.documents} id="documents">
      {documents.length === 0 ? <p className="hint">{t.noDocuments}</p> : null}
      <ul className="list-disc pl-5">
        {documents.map(({ id, title }) => (
          <li key={id}>
            <a href={`/modeles/${model.id}/pieces/${id}`}>{title}</a>
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <details className="mt-3" open={refused !== undefined}>
          <summary>{t.addDocument}</summary>
          <Form
            method="post"
            encType="multipart/form-data"
            className="card mt-2 grid gap-4"
            noValidate
          >
            <TextField
              name="documentTitle"
              label={t.documentTitle}
              defaultValue={refused?.title ?? ''}
            />
            <Field name="file" label={t.file} required errors={refused?.errors}>
              {(control) => <input {...control} type="file" className="input" />}
            </Field>
            <button type="submit" className="btn btn-quiet justify-self-start">
              {t.addDocument}
            </button>
          </Form>
        </details>
      ) : null}
    </Section>
  );
}

function Like({ model, territories }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <Section title={t.like} id="territoires">
      <p className="hint mb-3 max-w-3xl">{t.likeLead}</p>
      <DataTable
        caption={t.like}
        captionHidden
        rows={territories}
        rowKey={(row) => row.code}
        columns={[
          {
            key: 'name',
            label: t.territory,
            cell: (row) => (
              <Link to={`/territoires/departement/${row.code}`}>{`${row.name} (${row.code})`}</Link>
            ),
          },
          { key: 'score', label: t.score, numeric: true, cell: (row) => row.score },
          {
            key: 'why',
            label: t.why,
            room: 'long',
            cell: (row) => (
              <ul className="list-disc pl-4 text-[0.94rem]">
                {row.indicators.map(({ label, here, there }) => (
                  <li key={label}>{t.indicator(label, there, here)}</li>
                ))}
                <li>{t.needs(row.needs)}</li>
                <li>{t.partners(row.partners, row.names.join(', '))}</li>
                <li>{t.places(formatNumber(locale, row.places))}</li>
                {row.taken > 0 ? <li>{t.alreadyTaken(row.taken)}</li> : null}
              </ul>
            ),
          },
          {
            key: 'start',
            label: t.start,
            cell: (row) =>
              row.mayStart ? (
                <Link
                  className="btn btn-quiet btn-small"
                  to={`/partenariats/nouveau?modele=${model.id}&departement=${row.code}`}
                  aria-label={t.startIn(row.name)}
                >
                  {t.start}
                </Link>
              ) : (
                '—'
              ),
          },
        ]}
      />
    </Section>
  );
}

function Family({ tree, model }: Data) {
  const t = useText({ fr, en });
  if (!tree) return null;
  return (
    <Section title={t.family} id="famille">
      <p className="mb-3">{t.familyLead(countReplications(tree))}</p>
      <FamilyTree tree={tree} here={model.source.id} />
    </Section>
  );
}
