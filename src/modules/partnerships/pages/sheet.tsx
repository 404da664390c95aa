import { data, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { type FieldError, type FormProblem, formValues } from '../../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { formatDay, today } from '../../../platform/i18n/messages.ts';
import { useMeetingLabels } from '../../../ui/conflict.tsx';
import { ErrorSummary } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import type { PageProps } from '../../../ui/page.ts';
import { day } from '../../alliance/public.ts';
import { validDocumentKinds } from '../../partners/public.ts';
import { PartnershipTabs } from '../components/partnership-tabs.tsx';
import {
  fieldLabel,
  milestoneLabel,
  SheetForm,
  type SheetWords,
  sheetLabels,
} from '../components/sheet-form.tsx';
import type { PartnershipType } from '../domain.ts';
import { en as partnershipEn } from '../messages.en.ts';
import { fr as partnershipFr } from '../messages.fr.ts';
import { mayActOnPartnership } from '../policy.ts';
import { getPartnership } from '../queries.ts';
import { saveSheet } from '../types/commands.ts';
import { type Details, readDetails, TYPE_SHEETS } from '../types/domain.ts';
import { en } from '../types/messages.en.ts';
import { fr } from '../types/messages.fr.ts';
import { listMilestones, type Milestone } from '../types/queries.ts';

type Values = Readonly<Record<string, string>>;

export const loader = guard('partnerships.read', async ({ ctx, actor, scope, params, url }) => {
  const found = await getPartnership(ctx.db, scope, params.id ?? '');
  if (!found) throw notFound();
  const write = authorize(actor, 'partnerships.write');
  const milestones = await listMilestones(ctx.db, found.id, found.type);
  const kinds = await validDocumentKinds(ctx.db, found.partner.id, today(ctx.now));
  return {
    partner: found.partner,
    papers: TYPE_SHEETS[found.type].documents.map((paper) => ({
      ...paper,
      there: kinds.has(paper.kind),
    })),
    partnership: { id: found.id, title: found.title, type: found.type, version: found.version },
    details: found.details,
    values: valuesOf(found.details, milestones),
    milestones,
    mayWrite:
      write !== null &&
      mayActOnPartnership(write, {
        departmentCode: found.departmentCode,
        partnerId: found.partner.id,
      }),
    saved: url.searchParams.get('fait') === '1',
  };
});

function valuesOf(details: Details, milestones: readonly Milestone[]): Values {
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(details)) values[key] = String(value);
  for (const { key, dueOn, doneOn, note } of milestones) {
    values[`due-${key}`] = dueOn ?? '';
    values[`done-${key}`] = doneOn ?? '';
    values[`note-${key}`] = note;
  }
  return values;
}

type Args = Pick<GuardedArgs<'partnerships.write'>, 'ctx' | 'actor' | 'params'>;

async function open({ ctx, actor, params }: Args) {
  const read = authorize(actor, 'partnerships.read');
  const found = read ? await getPartnership(ctx.db, read, params.id ?? '') : null;
  if (!found) throw notFound();
  return found;
}

export const action = guard('partnerships.write', async (args) => {
  const { ctx, scope, request } = args;
  const found = await open(args);
  const form = await request.formData();
  const unsettled = settle(form);
  const values = formValues(form) as Values;
  const read = readSheet(found.type, values);
  const errors = [...unsettled, ...read.errors];
  if (errors.length > 0) return data({ errors, values } as FormProblem, { status: 422 });
  const saved = await saveSheet(ctx, scope, found.id, Number(values.version), read.value);
  if (saved.ok) throw redirect(`/partenariats/${found.id}/fiche?fait=1`);
  const again = await afterRefusal(form, saved.failure, async () => {
    const { version, details, id, type } = await open(args);
    return { version, values: valuesOf(details, await listMilestones(ctx.db, id, type)) };
  });
  return data(again, { status: 409 });
});

/** Reads the sheet of a type: its own fields, and the days and words of its milestones. */
function readSheet(type: PartnershipType, values: Values) {
  const { details, problems } = readDetails(type, values);
  const errors: FieldError[] = [...problems];
  const milestones = TYPE_SHEETS[type].milestones.map((key) => {
    const read = (name: string): string | null => {
      const text = values[name]?.trim() ?? '';
      if (text === '') return null;
      const parsed = day.safeParse(text);
      if (!parsed.success) errors.push({ field: name, code: 'date-invalid' });
      return parsed.data ?? null;
    };
    const note = (values[`note-${key}`] ?? '').trim();
    if (note.length > 300) errors.push({ field: `note-${key}`, code: 'too-long' });
    return { key, dueOn: read(`due-${key}`), doneOn: read(`done-${key}`), note };
  });
  return { errors, value: { details, milestones } };
}

export default function Sheet({ loaderData, actionData }: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const words = useText({ fr: partnershipFr, en: partnershipEn });
  const { partnership, mayWrite, saved } = loaderData;
  const sheet = TYPE_SHEETS[partnership.type];
  const errors = actionData?.errors;
  const labels = sheetLabels(t as SheetWords, partnership.type);
  const named = useMeetingLabels(labels, actionData?.values);
  return (
    <>
      <title>{`${t.title} – ${partnership.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead(words.types[partnership.type])}
        crumbs={[{ label: partnership.title, to: `/partenariats/${partnership.id}` }]}
      />
      <PartnershipTabs id={partnership.id} />
      {saved && !errors ? (
        <Notice tone="ok" live>
          {t.saved}
        </Notice>
      ) : null}
      <ErrorSummary errors={errors} labels={named} />
      <Papers {...loaderData} />
      {sheet.longestYears ? <Notice>{t.longest(String(sheet.longestYears))}</Notice> : null}
      {mayWrite ? (
        <SheetForm
          type={partnership.type}
          version={partnership.version}
          labels={labels}
          values={actionData?.values ?? loaderData.values}
          errors={errors}
        />
      ) : (
        <SheetText {...loaderData} />
      )}
    </>
  );
}

/** The papers that the type asks for, and which of them are on the partner's file. */
function Papers({ papers, partner }: PageProps<typeof loader>['loaderData']) {
  const t = useText({ fr, en }) as SheetWords;
  const may = useMay();
  const names: Readonly<Record<string, string>> = t.documents;
  return (
    <Section
      title={t.documentsTitle}
      id="pieces"
      aside={
        may('partners.read') ? (
          <Link to={`/partenaires/${partner.id}/dossier`}>{partner.name}</Link>
        ) : null
      }
    >
      <ul className="list-disc pl-5">
        {papers.map(({ kind, needed, there }) => (
          <li key={kind}>
            {names[kind]} : <strong>{there ? t.there : t.missing}</strong>
            {needed && !there ? ` (${t.neededDocument})` : ''}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function SheetText({ partnership, details, milestones }: PageProps<typeof loader>['loaderData']) {
  const t = useText({ fr, en }) as SheetWords;
  const locale = useLocale();
  const options: Readonly<Record<string, string>> = t.options;
  return (
    <>
      <dl className="card grid gap-4">
        {TYPE_SHEETS[partnership.type].fields.map(({ key }) => {
          const value = details[key];
          return (
            <div key={key}>
              <dt className="font-bold">{fieldLabel(t, key)}</dt>
              <dd className="whitespace-pre-line">
                {value === undefined ? t.none : (options[String(value)] ?? String(value))}
              </dd>
            </div>
          );
        })}
      </dl>
      <Section title={t.milestonesTitle} id="etapes">
        <ul className="list-disc pl-5">
          {milestones.map(({ key, dueOn, doneOn, note }) => (
            <li key={key}>
              {milestoneLabel(t, key)}
              {dueOn ? ` · ${t.dueOn} ${formatDay(locale, dueOn)}` : ''}
              {doneOn ? ` · ${t.doneOn} ${formatDay(locale, doneOn)}` : ''}
              {note ? ` · ${note}` : ''}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
