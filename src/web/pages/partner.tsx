import { data, Form, Link, redirect } from 'react-router';
import { DigitalSummary } from '../../modules/impact/components/public.tsx';
import { digitalTotal } from '../../modules/impact/public.ts';
import { PartnerTabs } from '../../modules/partners/components/public.tsx';
import {
  addContact,
  addPartnerNote,
  contactInput,
  contactsEn,
  contactsFr,
  partnersEn as en,
  partnersFr as fr,
  getPartner,
  listContacts,
  listPartnerNotes,
  mayReadPrivate,
  mayWritePartner,
  noteInput,
  survivorOf,
} from '../../modules/partners/public.ts';
import { PartnershipTable } from '../../modules/partnerships/components/public.tsx';
import { listPartnerships } from '../../modules/partnerships/public.ts';
import { authorize } from '../../platform/access/access.ts';
import { type FieldError, formValues, parseForm } from '../../platform/http/forms.ts';
import { guard, notFound } from '../../platform/http/route.ts';
import { formatInstant } from '../../platform/i18n/messages.ts';
import { ErrorSummary, TextField } from '../../ui/form.tsx';
import { EmptyState, PageHeader, Section } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { WebLink } from '../../ui/web-link.tsx';
import { territoryPath } from '../paths.ts';

export const loader = guard('partners.read', async ({ ctx, actor, scope, params }) => {
  const partner = await getPartner(ctx.db, scope, params.id ?? '');
  if (!partner) {
    // The record was merged into another: its old address leads there.
    const survivor = await survivorOf(ctx.db, params.id ?? '');
    if (survivor) throw redirect(`/partenaires/${survivor}`);
    throw notFound();
  }
  const write = authorize(actor, 'partners.write');
  const notes = authorize(actor, 'notes.read');
  const partnerships = authorize(actor, 'partnerships.read');
  const readContacts = authorize(actor, 'partner-contacts.read');
  const [contacts, reached, noteList, agreements, digital] = await Promise.all([
    readContacts ? listContacts(ctx.db, readContacts, partner.id) : [],
    mayReadPrivate(ctx.db, readContacts, partner.id),
    notes ? listPartnerNotes(ctx.db, notes, partner.id) : null,
    partnerships ? listPartnerships(ctx.db, partnerships, { partner: partner.id }, null, 50) : null,
    authorize(actor, 'dashboard.read') ? digitalTotal(ctx, { partner: partner.id }) : null,
  ]);
  const noteScope = authorize(actor, 'notes.write');
  return {
    partner,
    // No list for whoever stands outside: « none » would not be true.
    contacts: reached ? contacts : null,
    notes: noteList,
    noteDepartments: noteScope ? (noteScope.everywhere ? null : [...noteScope.departments]) : [],
    partnerships: agreements?.items ?? null,
    digital,
    mayWrite: write !== null && mayWritePartner(write, partner),
    mayPropose: actor.abilities.has('partnerships.write'),
  };
});

export const action = guard('partners.read', async ({ ctx, actor, scope, request, params }) => {
  const partner = await getPartner(ctx.db, scope, params.id ?? '');
  if (!partner) throw notFound();
  const form = await request.formData();
  const refusedWith = (errors: readonly FieldError[]) =>
    data({ errors, values: formValues(form) as Record<string, string> }, { status: 422 });
  if (form.get('what') === 'contact') {
    const write = authorize(actor, 'partners.write');
    if (!write) throw new Response('forbidden', { status: 403 });
    const parsed = parseForm(contactInput, form);
    if (!parsed.ok) return refusedWith(parsed.errors);
    const done = await addContact(ctx, write, partner.id, parsed.value);
    if (!done.ok) return refusedWith([done.failure]);
  } else {
    const write = authorize(actor, 'notes.write');
    if (!write) throw new Response('forbidden', { status: 403 });
    const parsed = parseForm(noteInput, form);
    if (!parsed.ok) return refusedWith(parsed.errors);
    const done = await addPartnerNote(ctx, write, partner.id, parsed.value);
    if (!done.ok) return refusedWith([done.failure]);
  }
  throw redirect(`/partenaires/${partner.id}`);
});

export default function PartnerPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { partner, contacts, notes, partnerships, mayWrite, mayPropose } = loaderData;
  const labels = {
    name: t.page.contactName,
    email: t.page.contactEmail,
    phone: t.page.contactPhone,
    body: t.page.note,
    departmentCode: t.page.noteDepartment,
  };
  return (
    <>
      <title>{`${partner.name} — Maillage`}</title>
      <PageHeader
        title={partner.acronym ? `${partner.name} (${partner.acronym})` : partner.name}
        lead={partner.description || undefined}
        crumbs={[{ label: t.list.title, to: '/partenaires' }]}
        over={<span className="tag">{t.kinds[partner.kind] ?? partner.kind}</span>}
        actions={
          <>
            {mayPropose ? (
              <Link className="btn" to={`/partenariats/nouveau?partenaire=${partner.id}`}>
                {t.page.newPartnership}
              </Link>
            ) : null}
            {mayWrite ? (
              <Link className="btn btn-quiet" to={`/partenaires/${partner.id}/modifier`}>
                {t.page.edit}
              </Link>
            ) : null}
          </>
        }
      />
      <PartnerTabs id={partner.id} />
      <ErrorSummary errors={actionData?.errors} labels={labels} />
      <div className="grid gap-8 *:min-w-0 lg:grid-cols-[2fr_1fr]">
        <div>
          {partnerships ? (
            <Section title={t.page.partnerships} id="partenariats">
              {partnerships.length === 0 ? (
                <EmptyState title={t.page.noPartnership} />
              ) : (
                <PartnershipTable
                  rows={partnerships}
                  caption={t.page.partnerships}
                  withPartner={false}
                />
              )}
            </Section>
          ) : null}
          {loaderData.digital ? <DigitalSummary total={loaderData.digital} /> : null}
          {notes ? (
            <Notes
              notes={notes}
              departments={loaderData.noteDepartments}
              home={partner.departmentCode}
              errors={actionData?.errors}
            />
          ) : null}
        </div>
        <div>
          <Identity partner={partner} />
          {contacts ? (
            <Contacts
              partnerId={partner.id}
              contacts={contacts}
              mayWrite={mayWrite}
              errors={actionData?.errors}
              values={actionData?.values}
            />
          ) : null}
        </div>
      </div>
    </>
  );
}

function Identity({ partner }: { partner: PageProps<typeof loader>['loaderData']['partner'] }) {
  const t = useText({ fr, en });
  const rows: { label: string; value: React.ReactNode }[] = [
    { label: t.form.siret, value: partner.siret },
    { label: t.form.siren, value: partner.siren },
    { label: t.form.rna, value: partner.rna },
    {
      label: t.form.address,
      value: [partner.address, partner.postalCode].filter(Boolean).join(', '),
    },
    {
      label: t.form.communeCode,
      value: partner.communeCode ? (
        <Link to={territoryPath('commune', partner.communeCode)}>
          {partner.communeName} ({partner.departmentCode})
        </Link>
      ) : null,
    },
    {
      label: t.form.website,
      value: partner.website ? <WebLink to={partner.website} /> : null,
    },
  ];
  return (
    <Section title={t.page.identity} id="identite">
      <dl className="card grid gap-2">
        {rows.map(({ label, value }) => (
          <div key={label}>
            <dt className="hint">{label}</dt>
            <dd>{value || <span className="hint">{t.page.unknown}</span>}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Contacts({
  partnerId,
  contacts,
  mayWrite,
  errors,
  values,
}: {
  partnerId: string;
  contacts: NonNullable<PageProps<typeof loader>['loaderData']['contacts']>;
  mayWrite: boolean;
  errors: readonly FieldError[] | undefined;
  values: Record<string, string> | undefined;
}) {
  const t = useText({ fr, en });
  const d = useText({ fr: contactsFr, en: contactsEn });
  return (
    <Section title={t.page.contacts} id="contacts">
      {contacts.length === 0 ? <p className="hint">{t.page.noContact}</p> : null}
      <ul className="grid gap-3">
        {contacts.map((contact) => (
          <li key={contact.id} className="card">
            <p className="font-bold">{contact.name}</p>
            <p className="hint">{contact.function}</p>
            {contact.email ? (
              <p className="wrap-anywhere">
                <a href={`mailto:${contact.email}`}>{contact.email}</a>
              </p>
            ) : null}
            {contact.phone ? <p>{contact.phone}</p> : null}
            {contact.agreed ? null : <p className="hint">{d.noConsent}</p>}
            {mayWrite ? (
              <Link
                to={`/partenaires/${partnerId}/contacts/${contact.id}`}
                aria-label={d.editOf(contact.name)}
              >
                {d.edit}
              </Link>
            ) : null}
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <details className="mt-3" open={Boolean(values?.name !== undefined && errors?.length)}>
          <summary className="font-semibold">{t.page.addContact}</summary>
          <Form method="post" className="card mt-2 grid gap-3" noValidate>
            <input type="hidden" name="what" value="contact" />
            <TextField
              name="name"
              label={t.page.contactName}
              required
              errors={errors}
              defaultValue={values?.name ?? ''}
            />
            <TextField
              name="function"
              label={t.page.contactFunction}
              defaultValue={values?.function ?? ''}
            />
            <TextField
              name="email"
              type="email"
              label={t.page.contactEmail}
              errors={errors}
              defaultValue={values?.email ?? ''}
            />
            <TextField
              name="phone"
              type="tel"
              label={t.page.contactPhone}
              errors={errors}
              defaultValue={values?.phone ?? ''}
            />
            <button type="submit" className="btn btn-small">
              {t.page.addContact}
            </button>
          </Form>
        </details>
      ) : null}
    </Section>
  );
}

function Notes({
  notes,
  departments,
  home,
  errors,
}: {
  notes: NonNullable<PageProps<typeof loader>['loaderData']['notes']>;
  departments: readonly string[] | null;
  home: string | null;
  errors: readonly FieldError[] | undefined;
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const first =
    departments === null
      ? (home ?? '')
      : departments.includes(home ?? '')
        ? (home ?? '')
        : (departments[0] ?? '');
  return (
    <Section title={t.page.notes} id="notes">
      <p className="hint mb-2">{t.page.notesHint}</p>
      <ul className="mb-3 grid gap-3">
        {notes.map((note) => (
          <li key={note.id} className="card">
            <p className="whitespace-pre-line">{note.body}</p>
            <p className="hint">
              {note.departmentCode} · {note.author} · {formatInstant(locale, note.createdAt)}
            </p>
          </li>
        ))}
      </ul>
      {notes.length === 0 ? <p className="hint mb-3">{t.page.noNote}</p> : null}
      {departments === null || departments.length > 0 ? (
        <Form method="post" className="card grid gap-3" noValidate>
          <input type="hidden" name="what" value="note" />
          <TextField name="body" label={t.page.note} rows={3} required errors={errors} />
          <TextField
            name="departmentCode"
            label={t.page.noteDepartment}
            required
            defaultValue={first}
            errors={errors}
          />
          <button type="submit" className="btn btn-small justify-self-start">
            {t.page.addNote}
          </button>
        </Form>
      ) : null}
    </Section>
  );
}
