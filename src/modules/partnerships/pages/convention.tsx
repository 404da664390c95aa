import { data, Form, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import { DOCUMENT_BYTES } from '../../../platform/files/documents.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { readUpload, type UploadedFile } from '../../../platform/http/upload.ts';
import { formatDay, formatInstant } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, Field, TextField } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import type { PageProps } from '../../../ui/page.ts';
import { day } from '../../alliance/public.ts';
import { ConventionText } from '../components/convention-text.tsx';
import { PartnershipTabs } from '../components/partnership-tabs.tsx';
import { SignatoryTable } from '../components/signatory-table.tsx';
import {
  correctAddress,
  deprecateConvention,
  prepareConvention,
  remindSignatory,
  sendConvention,
  takeBackConvention,
} from '../convention/commands.ts';
import { signatoryInput } from '../convention/contract.ts';
import { OPEN, SIGNING, unfilled } from '../convention/domain.ts';
import { en } from '../convention/messages.en.ts';
import { fr } from '../convention/messages.fr.ts';
import { mayReadConvention, mayWriteConvention } from '../convention/policy.ts';
import { listConventionEvents, listConventions, readConvention } from '../convention/queries.ts';
import { takeScan } from '../convention/sealing/commands.ts';
import { getPartnership } from '../queries.ts';

async function owned({
  ctx,
  actor,
  params,
}: Pick<GuardedArgs<'ACCOUNT'>, 'ctx' | 'actor' | 'params'>) {
  const read = authorize(actor, 'partnerships.read');
  const found = read ? await getPartnership(ctx.db, read, params.id ?? '') : null;
  if (!found) throw notFound();
  return {
    found,
    owner: { id: found.id, departmentCode: found.departmentCode, partnerId: found.partner.id },
  };
}

export const loader = guard('conventions.read', async ({ ctx, actor, scope, params, url }) => {
  const { found, owner } = await owned({ ctx, actor, params });
  if (!mayReadConvention(scope, owner)) throw notFound();
  const write = authorize(actor, 'conventions.write');
  const heads = await listConventions(ctx.db, scope, owner);
  const wanted = heads.find(({ number }) => String(number) === url.searchParams.get('numero'));
  const head = wanted ?? heads[0];
  const convention = head ? await readConvention(ctx.db, head.id) : null;
  const mayWrite = write !== null && mayWriteConvention(write, owner);
  return {
    partnership: { id: found.id, title: found.title },
    heads,
    convention: convention && {
      ...convention,
      // An address is for who corrects it.
      signatories: convention.signatories.map((person) => ({
        ...person,
        email: mayWrite ? person.email : '',
      })),
    },
    events: convention ? await listConventionEvents(ctx.db, convention.id) : [],
    blanks: convention ? unfilled(convention.content) : [],
    mayWrite,
    saved: url.searchParams.get('fait') === '1',
    voided: Number(url.searchParams.get('annulees') ?? 0),
  };
});

interface Answer {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
}

export const action = guard(
  'conventions.write',
  async ({ ctx, actor, scope, services, request, params }) => {
    const { found, owner } = await owned({ ctx, actor, params });
    const upload = await readUpload(request, services.temporaryFolder, DOCUMENT_BYTES);
    try {
      const { fields } = upload;
      const refused = (errors: readonly FieldError[], status = 409) =>
        data({ errors, values: fields } as Answer, { status });
      const read = authorize(actor, 'conventions.read');
      const heads = read ? await listConventions(ctx.db, read, owner) : [];
      const id = heads.find((head) => head.id === fields.convention)?.id ?? '';
      const outcome = await act({ ctx, scope, services }, found.id, id, fields, upload.files.scan);
      if (!outcome.ok) return refused([outcome.failure], outcome.failure.status ?? 409);
      services.wake();
      throw redirect(`/partenariats/${found.id}/convention?fait=1`);
    } finally {
      await upload.remove();
    }
  },
);

type Args = Pick<GuardedArgs<'conventions.write'>, 'ctx' | 'scope' | 'services'>;
type Done =
  | { readonly ok: true }
  | { readonly ok: false; readonly failure: FieldError & { readonly status?: number } };

async function act(
  { ctx, scope, services }: Args,
  partnershipId: string,
  id: string,
  fields: Readonly<Record<string, string>>,
  scan: UploadedFile | undefined,
): Promise<Done> {
  const bad = (field: string, code: string): Done => ({
    ok: false,
    failure: { field, code, status: 422 },
  });
  if (fields.what === 'prepare') return prepareConvention(ctx, scope, partnershipId);
  const person = fields.signatory ?? '';
  const about = fields.what === 'remind' || fields.what === 'address' ? person : id;
  // A form that stayed open while its convention or its signatory went.
  if (!isUuid(about)) return bad('form', 'signatory-unknown');
  switch (fields.what) {
    case 'send':
      return sendConvention(ctx, scope, services.secret, id);
    case 'take-back':
      return takeBackConvention(ctx, scope, id);
    case 'give-up':
      return deprecateConvention(ctx, scope, id, fields.reason ?? '');
    case 'remind':
      return remindSignatory(ctx, scope, services.secret, person);
    case 'address': {
      const email = signatoryInput.shape.email.safeParse(fields.email);
      if (!email.success) return bad('email', 'email-invalid');
      return correctAddress(ctx, scope, services.secret, person, email.data);
    }
    case 'scan': {
      const signedOn = day.safeParse(fields.signedOn);
      if (!signedOn.success) return bad('signedOn', 'date-invalid');
      const taken = await takeScan(ctx, scope, services.files, id, scan, signedOn.data);
      return taken.ok || taken.failure.field !== 'scan' ? taken : bad('scan', taken.failure.code);
    }
    default:
      throw new Response('unknown', { status: 400 });
  }
}

export default function ConventionPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const may = useMay();
  const { partnership, convention, heads, mayWrite, saved, voided, blanks } = loaderData;
  const errors = actionData?.errors;
  const dated = (value: string | null): string => (value ? formatDay(locale, value) : t.noDay);
  return (
    <>
      <title>{`${t.title} – ${partnership.title} — Maillage`}</title>
      <PageHeader
        title={convention ? t.number(convention.number) : t.title}
        crumbs={[{ label: partnership.title, to: `/partenariats/${partnership.id}` }]}
        over={convention ? <span className="tag">{t.status[convention.status]}</span> : null}
        lead={
          convention
            ? `${convention.content.title} · ${t.termFrom(dated(convention.content.startsOn), dated(convention.content.endsOn))}`
            : null
        }
        actions={convention ? <Papers {...loaderData} /> : null}
      />
      <PartnershipTabs id={partnership.id} />
      {saved && !errors ? (
        <Notice tone="ok" live>
          {t.done} {voided > 0 ? t.voided(String(voided)) : ''}
        </Notice>
      ) : null}
      <ErrorSummary
        errors={errors}
        labels={{ reason: t.reason, scan: t.scan, signedOn: t.signedOn, email: t.email }}
      />
      {convention ? null : (
        <EmptyState title={t.noneTitle}>
          <p>{t.none}</p>
          {mayWrite ? <Prepare label={t.prepare} /> : null}
        </EmptyState>
      )}
      {convention ? (
        <div className="grid gap-8 lg:grid-cols-[2fr_1fr]">
          <div className="min-w-0">
            {blanks.length > 0 ? (
              <Notice tone="warning" title={t.blanksLeft}>
                <ul className="list-disc pl-5" lang="fr">
                  {convention.content.clauses
                    .filter(({ key }) => blanks.includes(key))
                    .map(({ key, title }) => (
                      <li key={key}>{title}</li>
                    ))}
                </ul>
              </Notice>
            ) : null}
            <Section title={t.signatories} id="signataires">
              <SignatoryTable
                convention={convention}
                acting={mayWrite && SIGNING.includes(convention.status)}
                errors={errors}
              />
            </Section>
            <Section title={t.text} id="texte">
              <ConventionText content={convention.content} />
            </Section>
          </div>
          <div className="min-w-0">
            {mayWrite ? (
              <Steps convention={convention} errors={errors} values={actionData?.values} />
            ) : null}
            <Section title={t.history} id="historique">
              <ol className="grid gap-3">
                {loaderData.events.map((event) => (
                  <li key={event.id} className="border-l-4 border-line pl-3">
                    <p className="font-semibold">{t.events[event.kind] ?? event.kind}</p>
                    {event.detail ? <p className="whitespace-pre-line">{event.detail}</p> : null}
                    <p className="hint">
                      {formatInstant(locale, event.at)} {event.who}
                    </p>
                  </li>
                ))}
              </ol>
            </Section>
            {may('conventions.template') ? (
              <p className="mb-6">
                <Link to="/conventions/modeles">{t.templates.title}</Link>
              </p>
            ) : null}
            {heads.length > 1 ? (
              <Section title={t.previous} id="toutes">
                <ul className="grid gap-2">
                  {heads.map((head) => (
                    <li key={head.id}>
                      <Link to={`/partenariats/${partnership.id}/convention?numero=${head.number}`}>
                        {t.number(head.number)}
                      </Link>{' '}
                      · {t.status[head.status]}
                    </li>
                  ))}
                </ul>
              </Section>
            ) : null}
          </div>
        </div>
      ) : null}
    </>
  );
}

type Data = PageProps<typeof loader>['loaderData'];
type Shown = NonNullable<Data['convention']>;

function Papers({ convention, partnership, mayWrite }: Data) {
  const t = useText({ fr, en });
  if (!convention) return null;
  const file = `/partenariats/${partnership.id}/convention/${convention.id}`;
  return (
    <>
      {mayWrite && OPEN.includes(convention.status) ? (
        <Link className="btn" to={`/partenariats/${partnership.id}/convention/modifier`}>
          {t.edit}
        </Link>
      ) : null}
      {convention.sealedSha256 ? (
        <a className="btn" href={`${file}/scellee`}>
          {t.sealedPdf}
        </a>
      ) : (
        <a className="btn btn-quiet" href={`${file}/texte`}>
          {t.readPdf}
        </a>
      )}
      {convention.scanName ? (
        <a className="btn" href={`${file}/copie`}>
          {t.scanFile}
        </a>
      ) : null}
    </>
  );
}

function Prepare({ label }: { label: string }) {
  return (
    <Form method="post" encType="multipart/form-data" className="mt-4">
      <input type="hidden" name="what" value="prepare" />
      <button type="submit" className="btn">
        {label}
      </button>
    </Form>
  );
}

function Steps({
  convention,
  errors,
  values,
}: {
  convention: Shown;
  errors: readonly FieldError[] | undefined;
  values: Readonly<Record<string, string>> | undefined;
}) {
  const t = useText({ fr, en });
  const { status } = convention;
  const base = (what: string) => (
    <>
      <input type="hidden" name="convention" value={convention.id} />
      <input type="hidden" name="what" value={what} />
    </>
  );
  const form = { method: 'post', encType: 'multipart/form-data', noValidate: true } as const;
  if (!OPEN.includes(status))
    return (
      <Section title={t.title} id="suite">
        {convention.sealedSha256 ? (
          <p className="hint break-all">
            {t.hash} : {convention.sealedSha256}
          </p>
        ) : convention.way === 'links' && status === 'signed' ? (
          <Notice>{t.sealing}</Notice>
        ) : null}
        <Prepare label={t.prepareNext} />
      </Section>
    );
  return (
    <Section title={t.acts} id="agir">
      <div className="grid gap-4">
        {status === 'draft' ? (
          <Form {...form} className="card grid gap-3">
            {base('send')}
            <p className="hint">{t.sendHint}</p>
            <button type="submit" className="btn justify-self-start">
              {t.send}
            </button>
          </Form>
        ) : (
          <Form {...form} className="card grid gap-3">
            {base('take-back')}
            <p className="hint">{t.takeBackHint}</p>
            <button type="submit" className="btn btn-quiet justify-self-start">
              {t.takeBack}
            </button>
          </Form>
        )}
        <Form {...form} className="card grid gap-3">
          {base('scan')}
          <h3>{t.scanTitle}</h3>
          <Field name="scan" label={t.scan} hint={t.scanHint} required errors={errors}>
            {(control) => (
              <input {...control} type="file" className="input" accept=".pdf,.png,.jpg,.jpeg" />
            )}
          </Field>
          <TextField
            name="signedOn"
            label={t.signedOn}
            type="date"
            required
            errors={errors}
            defaultValue={values?.signedOn ?? ''}
          />
          <button type="submit" className="btn btn-quiet justify-self-start">
            {t.attach}
          </button>
        </Form>
        <Form {...form} className="card grid gap-3">
          {base('give-up')}
          <TextField
            name="reason"
            label={t.reason}
            rows={2}
            required
            errors={errors}
            defaultValue={values?.reason ?? ''}
          />
          <button type="submit" className="btn btn-danger justify-self-start">
            {t.giveUp}
          </button>
        </Form>
      </div>
    </Section>
  );
}
