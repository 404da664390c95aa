import { data, Form, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { type FieldError, formValues } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay, today } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import type { PageProps } from '../../../ui/page.ts';
import { day } from '../../alliance/public.ts';
import { validDocumentKinds } from '../../partners/public.ts';
import { PartnershipTabs } from '../components/partnership-tabs.tsx';
import type { PartnershipType } from '../domain.ts';
import { en as partnershipEn } from '../messages.en.ts';
import { fr as partnershipFr } from '../messages.fr.ts';
import { mayActOnPartnership } from '../policy.ts';
import { getPartnership } from '../queries.ts';
import { saveSheet } from '../types/commands.ts';
import { type Details, readDetails, TYPE_SHEETS, type TypeField } from '../types/domain.ts';
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

interface Answer {
  readonly errors: readonly FieldError[];
  readonly values: Values;
  readonly current: Values | null;
  readonly version: number;
}

export const action = guard(
  'partnerships.write',
  async ({ ctx, actor, scope, request, params }) => {
    const read = authorize(actor, 'partnerships.read');
    const found = read ? await getPartnership(ctx.db, read, params.id ?? '') : null;
    if (!found) throw notFound();
    const values = formValues(await request.formData()) as Record<string, string>;
    const { details, problems } = readDetails(found.type, values);
    const errors: FieldError[] = [...problems];
    const milestones = TYPE_SHEETS[found.type].milestones.map((key) => {
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
    const version = Number(values.version);
    const again = (problems: readonly FieldError[], current: Answer['current'], status: number) =>
      data({ errors: problems, values, current, version: found.version } as Answer, { status });
    if (errors.length > 0) return again(errors, null, 422);
    const saved = await saveSheet(ctx, scope, found.id, version, { details, milestones });
    if (saved.ok) throw redirect(`/partenariats/${found.id}/fiche?fait=1`);
    const stored = await listMilestones(ctx.db, found.id, found.type);
    return again([saved.failure], valuesOf(found.details, stored), 409);
  },
);

export default function Sheet({ loaderData, actionData }: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const words = useText({ fr: partnershipFr, en: partnershipEn });
  const { partnership, mayWrite, saved } = loaderData;
  const sheet = TYPE_SHEETS[partnership.type];
  const errors = actionData?.errors;
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
      <ErrorSummary errors={errors} labels={labelsOf(t, partnership.type)} />
      {actionData?.current ? (
        <Changed type={partnership.type} mine={actionData.values} theirs={actionData.current} />
      ) : null}
      <Papers {...loaderData} />
      {sheet.longestYears ? <Notice>{t.longest(String(sheet.longestYears))}</Notice> : null}
      {mayWrite ? (
        <SheetForm
          type={partnership.type}
          version={actionData?.version ?? partnership.version}
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
  const t = useText({ fr, en }) as Words;
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

type Words = typeof fr;

function label(t: Pick<Words, 'fields'>, key: string): string {
  return t.fields[key as keyof Words['fields']] ?? key;
}

function milestoneLabel(t: Pick<Words, 'milestones'>, key: string): string {
  return t.milestones[key as keyof Words['milestones']] ?? key;
}

function labelsOf(t: Words, type: PartnershipType): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const { key } of TYPE_SHEETS[type].fields) labels[key] = label(t, key);
  for (const key of TYPE_SHEETS[type].milestones) {
    labels[`due-${key}`] = `${milestoneLabel(t, key)} · ${t.dueOn}`;
    labels[`done-${key}`] = `${milestoneLabel(t, key)} · ${t.doneOn}`;
    labels[`note-${key}`] = `${milestoneLabel(t, key)} · ${t.note}`;
  }
  return labels;
}

/** What somebody else has saved where it is not what was typed here. */
function Changed({ type, mine, theirs }: { type: PartnershipType; mine: Values; theirs: Values }) {
  const t = useText({ fr, en }) as Words;
  const labels = labelsOf(t, type);
  return (
    <Notice tone="warning" title={t.changedTitle}>
      <p>{t.changedLead}</p>
      <ul className="mt-2 list-disc pl-5">
        {Object.entries(labels)
          .filter(([key]) => (mine[key] ?? '') !== (theirs[key] ?? ''))
          .map(([key, name]) => (
            <li key={key}>
              {name} : {theirs[key] || t.none}
            </li>
          ))}
      </ul>
    </Notice>
  );
}

function SheetForm({
  type,
  version,
  values,
  errors,
}: {
  type: PartnershipType;
  version: number;
  values: Values;
  errors: readonly FieldError[] | undefined;
}) {
  const t = useText({ fr, en }) as Words;
  const field = (name: string) => ({ name, errors, defaultValue: values[name] ?? '' });
  return (
    <Form method="post" className="grid max-w-3xl gap-8" noValidate>
      <input type="hidden" name="version" value={version} />
      <Section title={t.fieldsTitle} id="informations">
        <div className="card grid gap-5">
          {TYPE_SHEETS[type].fields.map((one) => (
            <TypeFieldInput key={one.key} field={one} {...field(one.key)} />
          ))}
        </div>
      </Section>
      <Section title={t.milestonesTitle} id="etapes">
        <div className="grid gap-4">
          {TYPE_SHEETS[type].milestones.map((key) => (
            <fieldset key={key} className="card">
              <legend className="font-bold">{milestoneLabel(t, key)}</legend>
              <div className="grid gap-4 sm:grid-cols-2">
                <TextField {...field(`due-${key}`)} label={t.dueOn} type="date" />
                <TextField {...field(`done-${key}`)} label={t.doneOn} type="date" />
              </div>
              <TextField {...field(`note-${key}`)} label={t.note} />
            </fieldset>
          ))}
        </div>
      </Section>
      <button type="submit" className="btn justify-self-start">
        {t.save}
      </button>
    </Form>
  );
}

function TypeFieldInput({
  field,
  ...input
}: {
  field: TypeField;
  name: string;
  errors: readonly FieldError[] | undefined;
  defaultValue: string;
}) {
  const t = useText({ fr, en }) as Words;
  const hint = field.needed ? t.needed : undefined;
  const options: Readonly<Record<string, string>> = t.options;
  const common = {
    ...input,
    label: label(t, field.key),
    required: field.needed,
    ...(hint ? { hint } : {}),
  };
  if (field.kind === 'choice')
    return (
      <SelectField
        {...common}
        options={(field.options ?? []).map((value) => ({ value, label: options[value] ?? value }))}
      />
    );
  if (field.kind === 'prose') return <TextField {...common} rows={4} />;
  return <TextField {...common} inputMode={field.kind === 'text' ? 'text' : 'numeric'} />;
}

function SheetText({ partnership, details, milestones }: PageProps<typeof loader>['loaderData']) {
  const t = useText({ fr, en }) as Words;
  const locale = useLocale();
  const options: Readonly<Record<string, string>> = t.options;
  return (
    <>
      <dl className="card grid gap-4">
        {TYPE_SHEETS[partnership.type].fields.map(({ key }) => {
          const value = details[key];
          return (
            <div key={key}>
              <dt className="font-bold">{label(t, key)}</dt>
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
