import { data, Form, redirect } from 'react-router';
import {
  CONTACT_ROLES,
  type ContactDetails,
  contactRecord,
  contactRoles,
  contactsEn,
  contactsFr,
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
import { afterRefusal, settle } from '../../platform/http/conflict.ts';
import { type FormProblem, formValues, parseForm } from '../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../platform/http/route.ts';
import { EditForm } from '../../ui/conflict.tsx';
import { TextField } from '../../ui/form.tsx';
import { PageHeader } from '../../ui/layout.tsx';
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
  if (!partner || !mayWritePartner(scope, partner)) throw notFound();
  const contacts = authorize(actor, 'partner-contacts.read');
  const contact = await getContact(ctx.db, contacts, partner.id, params.contact ?? '');
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

export const action = guard('partners.write', async (args) => {
  const { ctx, scope, request } = args;
  const { partner, contact } = await open(args);
  const form = await request.formData();
  if (form.get('what') === 'remove') {
    const removed = await removeContact(ctx, scope, partner.id, contact.id);
    if (removed.ok) throw redirect(`/partenaires/${partner.id}`);
  }
  const unsettled = settle(form);
  const values = formValues(form);
  const parsed = parseForm(contactRecord, form);
  const chosen = values['roles[]'];
  const roles = contactRoles.safeParse(
    (Array.isArray(chosen) ? chosen : []).map((value) => {
      const [partnershipId, role] = value.split(' ');
      return { partnershipId, role };
    }),
  );
  if (!parsed.ok || !roles.success || unsettled.length > 0) {
    const errors = [
      ...unsettled,
      ...(parsed.ok ? [] : parsed.errors),
      ...(roles.success ? [] : [{ field: 'roles', code: 'invalid' }]),
    ];
    return data({ errors, values } as FormProblem, { status: 422 });
  }
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
  const again = await afterRefusal(form, saved.failure, async () => {
    const now = (await open(args)).contact;
    return { version: now.version, values: valuesOf(now) };
  });
  return data(again, { status: 409 });
});

export default function ContactPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const p = useText({ fr, en });
  const t = useText({ fr: contactsFr, en: contactsEn });
  const { partner, partnerships } = loaderData;
  const values: Values = actionData?.values ?? loaderData.values;
  const errors = actionData?.errors;
  const one = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  const chosen = values['roles[]'];
  const labels: Record<string, string> = {
    name: p.page.contactName,
    function: p.page.contactFunction,
    email: p.page.contactEmail,
    phone: p.page.contactPhone,
    consentOn: t.consentOn,
    consentPurpose: t.consentPurpose,
    consentEndedOn: t.consentEndedOn,
    roles: t.rolesTitle,
  };
  const sayRole = (value: string): string => {
    const [id, role = ''] = value.split(' ');
    const where = partnerships.find((partnership) => partnership.id === id)?.title ?? '';
    return t.roleIn(t.roles[role] ?? role, where);
  };
  const field = (name: string) => ({
    name,
    label: labels[name] ?? name,
    errors,
    defaultValue: one(name),
  });
  return (
    <>
      <title>{`${t.title(one('name'))} — Maillage`}</title>
      <PageHeader
        title={t.title(one('name'))}
        crumbs={[{ label: partner.name, to: `/partenaires/${partner.id}` }]}
      />
      <EditForm
        version={loaderData.version}
        values={values}
        errors={errors}
        labels={labels}
        say={{ roles: sayRole }}
        className="grid max-w-3xl gap-6"
      >
        <div className="card grid gap-4 sm:grid-cols-2">
          <TextField {...field('name')} required />
          <TextField {...field('function')} />
          <TextField {...field('email')} type="email" />
          <TextField {...field('phone')} type="tel" />
        </div>
        <fieldset className="card">
          <legend className="font-bold">{t.consentTitle}</legend>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField {...field('consentOn')} type="date" />
            <TextField {...field('consentPurpose')} />
            <TextField {...field('consentEndedOn')} type="date" />
          </div>
        </fieldset>
        <fieldset className="card" id="field-roles">
          <legend className="font-bold">{t.rolesTitle}</legend>
          {/* Roles in partnerships that the list below does not show stay as they are. */}
          {(Array.isArray(chosen) ? chosen : [])
            .filter((value) => partnerships.every(({ id }) => !value.startsWith(id)))
            .map((value) => (
              <input key={value} type="hidden" name="roles[]" value={value} />
            ))}
          {partnerships.length === 0 ? <p className="hint">{t.noPartnership}</p> : null}
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
                        aria-label={t.roleIn(t.roles[role] ?? role, title)}
                      />
                      <span>{t.roles[role]}</span>
                    </label>
                  ))}
                </div>
              </div>
            ))}
          </div>
        </fieldset>
        <button type="submit" className="btn justify-self-start">
          {t.save}
        </button>
      </EditForm>
      <Form method="post" className="mt-8 grid max-w-3xl gap-2">
        <input type="hidden" name="what" value="remove" />
        <p className="hint">{t.removeHint}</p>
        <button type="submit" className="btn btn-danger justify-self-start">
          {t.remove}
        </button>
      </Form>
    </>
  );
}
