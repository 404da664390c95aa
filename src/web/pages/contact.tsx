import { data, Form, redirect } from 'react-router';
import {
  CONTACT_ROLES,
  type ContactDetails,
  contactRecord,
  contactRoles,
  dossierEn,
  dossierFr,
  partnersEn as en,
  partnersFr as fr,
  getContact,
  getPartner,
  mayWritePartner,
  removeContact,
  updateContact,
} from '../../modules/partners/public.ts';
import { listPartnerships } from '../../modules/partnerships/public.ts';
import { authorize } from '../../platform/access/access.ts';
import { type FieldError, formValues, parseForm } from '../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../platform/http/route.ts';
import { ErrorSummary, TextField } from '../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../ui/layout.tsx';
import { useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';

async function open({
  ctx,
  actor,
  scope,
  params,
}: Pick<GuardedArgs<'partners.write'>, 'ctx' | 'actor' | 'scope' | 'params'>) {
  const read = authorize(actor, 'partners.read');
  const partner = read ? await getPartner(ctx.db, read, params.id ?? '') : null;
  if (!read || !partner || !mayWritePartner(scope, partner)) throw notFound();
  const contact = await getContact(ctx.db, read, partner.id, params.contact ?? '');
  if (!contact) throw notFound();
  return { partner, contact };
}

export const loader = guard('partners.write', async (args) => {
  const { partner, contact } = await open(args);
  const read = authorize(args.actor, 'partnerships.read');
  const page = read
    ? await listPartnerships(args.ctx.db, read, { partner: partner.id }, null, 100)
    : null;
  return {
    partner: { id: partner.id, name: partner.name },
    version: contact.version,
    values: valuesOf(contact),
    partnerships: (page?.items ?? []).map(({ id, title }) => ({ id, title })),
  };
});

type Values = Readonly<Record<string, string | readonly string[]>>;

function valuesOf(contact: ContactDetails): Values {
  return {
    name: contact.name,
    function: contact.function,
    email: contact.email ?? '',
    phone: contact.phone ?? '',
    consentOn: contact.consentOn ?? '',
    consentPurpose: contact.consentPurpose,
    consentEndedOn: contact.consentEndedOn ?? '',
    'roles[]': contact.roles.map(({ partnershipId, role }) => `${partnershipId} ${role}`),
  };
}

interface Answer {
  readonly errors: readonly FieldError[];
  readonly values: Values;
  /** What is recorded, when somebody saved meanwhile. */
  readonly current: Values | null;
  readonly version: number;
}

export const action = guard('partners.write', async (args) => {
  const { ctx, scope, request } = args;
  const { partner, contact } = await open(args);
  const form = await request.formData();
  if (form.get('what') === 'remove') {
    const removed = await removeContact(ctx, scope, partner.id, contact.id);
    if (removed.ok) throw redirect(`/partenaires/${partner.id}`);
  }
  const values = formValues(form);
  const again = (errors: readonly FieldError[], status: number, current: Values | null = null) =>
    data({ errors, values, current, version: contact.version } as Answer, { status });
  const parsed = parseForm(contactRecord, form);
  if (!parsed.ok) return again(parsed.errors, 422);
  const chosen = values['roles[]'];
  const roles = contactRoles.safeParse(
    (Array.isArray(chosen) ? chosen : []).map((value) => {
      const [partnershipId, role] = value.split(' ');
      return { partnershipId, role };
    }),
  );
  if (!roles.success) return again([{ field: 'roles', code: 'invalid' }], 422);
  const saved = await updateContact(
    ctx,
    scope,
    partner.id,
    contact.id,
    Number(form.get('version')),
    parsed.value,
    roles.data,
  );
  if (saved.ok) throw redirect(`/partenaires/${partner.id}`);
  return again([saved.failure], 409, valuesOf(contact));
});

export default function ContactPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const p = useText({ fr, en });
  const t = useText({ fr: dossierFr, en: dossierEn });
  const { partner, partnerships } = loaderData;
  const answer = actionData as Answer | undefined;
  const values = answer?.values ?? (loaderData.values as Values);
  const errors = answer?.errors;
  const one = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  const chosen = values['roles[]'];
  const labels: Record<string, string> = {
    name: p.page.contactName,
    function: p.page.contactFunction,
    email: p.page.contactEmail,
    phone: p.page.contactPhone,
    consentOn: t.contact.consentOn,
    consentPurpose: t.contact.consentPurpose,
    consentEndedOn: t.contact.consentEndedOn,
    roles: t.contact.rolesTitle,
  };
  const field = (name: string) => ({
    name,
    label: labels[name] ?? name,
    errors,
    defaultValue: one(name),
  });
  return (
    <>
      <title>{`${t.contact.title(one('name'))} — Maillage`}</title>
      <PageHeader
        title={t.contact.title(one('name'))}
        crumbs={[{ label: partner.name, to: `/partenaires/${partner.id}` }]}
      />
      <ErrorSummary errors={errors} labels={labels} />
      {answer?.current ? <Changed mine={values} theirs={answer.current} labels={labels} /> : null}
      <Form method="post" className="grid max-w-3xl gap-6" noValidate>
        <input type="hidden" name="version" value={answer?.version ?? loaderData.version} />
        <div className="card grid gap-4 sm:grid-cols-2">
          <TextField {...field('name')} required />
          <TextField {...field('function')} />
          <TextField {...field('email')} type="email" />
          <TextField {...field('phone')} type="tel" />
        </div>
        <fieldset className="card">
          <legend className="font-bold">{t.contact.consentTitle}</legend>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField {...field('consentOn')} type="date" />
            <TextField {...field('consentPurpose')} />
            <TextField {...field('consentEndedOn')} type="date" />
          </div>
        </fieldset>
        <fieldset className="card" id="field-roles">
          <legend className="font-bold">{t.contact.rolesTitle}</legend>
          {partnerships.length === 0 ? <p className="hint">{t.contact.noPartnership}</p> : null}
          <div className="grid gap-4">
            {partnerships.map(({ id, title }) => (
              <div key={id}>
                <p className="font-semibold">{title}</p>
                <div className="flex flex-wrap gap-x-5">
                  {CONTACT_ROLES.map((role) => (
                    <label key={role} className="choice">
                      <input
                        type="checkbox"
                        name="roles[]"
                        value={`${id} ${role}`}
                        defaultChecked={Array.isArray(chosen) && chosen.includes(`${id} ${role}`)}
                        aria-label={t.contact.roleIn(t.contact.roles[role] ?? role, title)}
                      />
                      <span>{t.contact.roles[role]}</span>
                    </label>
                  ))}
                </div>
              </div>
            ))}
          </div>
        </fieldset>
        <button type="submit" className="btn justify-self-start">
          {t.contact.save}
        </button>
      </Form>
      <Form method="post" className="mt-8 grid max-w-3xl gap-2">
        <input type="hidden" name="what" value="remove" />
        <p className="hint">{t.contact.removeHint}</p>
        <button type="submit" className="btn btn-danger justify-self-start">
          {t.contact.remove}
        </button>
      </Form>
    </>
  );
}

/** What somebody else has saved where it is not what was typed here. */
function Changed({
  mine,
  theirs,
  labels,
}: {
  mine: Values;
  theirs: Values;
  labels: Record<string, string>;
}) {
  const t = useText({ fr: dossierFr, en: dossierEn });
  return (
    <Notice tone="warning">
      <Section title={t.historyTitle}>
        <ul className="list-disc pl-5">
          {Object.keys(labels)
            .filter((key) => key !== 'roles' && mine[key] !== theirs[key])
            .map((key) => (
              <li key={key}>
                {labels[key]} : {theirs[key] || t.merge.empty}
              </li>
            ))}
        </ul>
      </Section>
    </Notice>
  );
}
