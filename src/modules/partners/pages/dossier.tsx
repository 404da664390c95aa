import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { DOCUMENT_BYTES, storeDocument } from '../../../platform/files/documents.ts';
import { type FieldError, fieldErrors } from '../../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { readUpload } from '../../../platform/http/upload.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DossierDocuments } from '../components/dossier-documents.tsx';
import type { DossierAnswer } from '../components/dossier-form.tsx';
import { DossierLabels } from '../components/dossier-labels.tsx';
import { DossierTree } from '../components/dossier-tree.tsx';
import { PartnerTabs } from '../components/partner-tabs.tsx';
import { addDocument, removeDocument } from '../documents/commands.ts';
import { documentInput } from '../documents/contract.ts';
import { listDocuments, paperReach } from '../documents/queries.ts';
import {
  addEstablishment,
  addLabel,
  removeEstablishment,
  removeLabel,
  setFederation,
} from '../dossier/commands.ts';
import { establishmentInput, labelInput } from '../dossier/contract.ts';
import { en } from '../dossier/messages.en.ts';
import { fr } from '../dossier/messages.fr.ts';
import { readDossier, rolesFromPartnerships } from '../dossier/queries.ts';
import { mayWritePartner } from '../policy.ts';
import { mayReadPrivate } from '../private/queries.ts';
import { getPartner } from '../queries.ts';

export const loader = guard('partners.read', async ({ ctx, actor, scope, params, url }) => {
  const partner = await getPartner(ctx.db, scope, params.id ?? '');
  if (!partner) throw notFound();
  const write = authorize(actor, 'partners.write');
  const reach = paperReach(actor);
  const [dossier, documents, reached, operator, derived] = await Promise.all([
    readDossier(ctx.db, scope, partner.id),
    reach ? listDocuments(ctx.db, reach, partner.id) : [],
    mayReadPrivate(ctx.db, reach?.papers ?? null, partner.id),
    mayReadPrivate(ctx.db, reach?.apart ?? null, partner.id),
    rolesFromPartnerships(ctx.db, partner.id),
  ]);
  if (!dossier) throw notFound();
  return {
    partner: { id: partner.id, name: partner.name },
    dossier,
    // No list for whoever stands outside: « none » would not be true.
    documents: reached ? documents : null,
    derived,
    today: today(ctx.now),
    mayWrite: write !== null && mayWritePartner(write, partner),
    operator,
    saved: url.searchParams.get('fait') === '1',
  };
});

export const action = guard('partners.write', async (args) => {
  const { ctx, actor, services, request, params } = args;
  const read = authorize(actor, 'partners.read');
  const partner = read ? await getPartner(ctx.db, read, params.id ?? '') : null;
  if (!partner) throw notFound();
  const upload = await readUpload(request, services.temporaryFolder, DOCUMENT_BYTES);
  try {
    const { fields, files } = upload;
    const done = await act(args, partner.id, fields, files.file);
    if (!done.ok) {
      const { errors, status } = done;
      const answer: DossierAnswer = { errors, values: fields, what: fields.what ?? '' };
      return data(answer, { status });
    }
    throw redirect(`/partenaires/${partner.id}/dossier?fait=1`);
  } finally {
    await upload.remove();
  }
});

type Done =
  | { readonly ok: true }
  | { readonly ok: false; readonly errors: readonly FieldError[]; readonly status: number };

async function act(
  { ctx, scope, services }: Pick<GuardedArgs<'partners.write'>, 'ctx' | 'scope' | 'services'>,
  partnerId: string,
  fields: Readonly<Record<string, string>>,
  file: Parameters<typeof storeDocument>[1],
): Promise<Done> {
  const settle = async (
    outcome: Promise<{ readonly ok: true } | { readonly ok: false; readonly failure: FieldError }>,
  ): Promise<Done> => {
    const result = await outcome;
    return result.ok ? { ok: true } : { ok: false, errors: [result.failure], status: 409 };
  };
  const bad = (errors: readonly FieldError[]): Done => ({ ok: false, errors, status: 422 });
  switch (fields.what) {
    case 'label':
    case 'role': {
      const parsed = labelInput.safeParse({ ...fields, kind: fields.what });
      if (!parsed.success) return bad(fieldErrors(parsed.error));
      return settle(addLabel(ctx, scope, partnerId, parsed.data));
    }
    case 'remove-label':
      return settle(removeLabel(ctx, scope, partnerId, fields.id ?? ''));
    case 'site': {
      const parsed = establishmentInput.safeParse(fields);
      if (!parsed.success) return bad(fieldErrors(parsed.error));
      return settle(addEstablishment(ctx, scope, partnerId, parsed.data));
    }
    case 'remove-site':
      return settle(removeEstablishment(ctx, scope, partnerId, fields.id ?? ''));
    case 'federation': {
      const id = fields.parentId || null;
      if (!id && fields.parentIdText?.trim())
        return bad([{ field: 'parentId', code: 'partner-unknown' }]);
      return settle(setFederation(ctx, scope, partnerId, id));
    }
    case 'document': {
      const parsed = documentInput.safeParse(fields);
      const errors = parsed.success ? [] : fieldErrors(parsed.error);
      if (!parsed.success) {
        return bad(file ? errors : [...errors, { field: 'file', code: 'file-missing' }]);
      }
      const stored = await storeDocument(services.files, file, `documents/${newId()}`);
      if (!stored.ok) return bad([{ field: 'file', code: stored.failure.code }]);
      const added = await settle(addDocument(ctx, scope, partnerId, parsed.data, stored.value));
      if (!added.ok) await services.files.remove(stored.value.key);
      return added;
    }
    case 'remove-document':
      return settle(removeDocument(ctx, scope, partnerId, fields.id ?? ''));
    default:
      throw new Response('unknown', { status: 400 });
  }
}

export default function DossierPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { partner, dossier, documents, derived, mayWrite, operator, saved } = loaderData;
  const sent = actionData as DossierAnswer | undefined;
  const labels = {
    code: t.what,
    source: t.source,
    validFrom: t.validFrom,
    validTo: t.validTo,
    name: t.siteName,
    siret: t.siret,
    postalCode: t.postalCode,
    communeCode: t.commune,
    parentId: t.federation,
    kind: t.kind,
    title: t.documentTitle,
    expiresOn: t.expiry,
    file: t.file,
  };
  const common = { partnerId: partner.id, mayWrite, sent, today: loaderData.today };
  return (
    <>
      <title>{`${t.title} – ${partner.name} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        crumbs={[{ label: partner.name, to: `/partenaires/${partner.id}` }]}
      />
      <PartnerTabs id={partner.id} />
      {saved && !sent ? (
        <Notice tone="ok" live>
          {t.saved}
        </Notice>
      ) : null}
      <ErrorSummary errors={sent?.errors} labels={labels} />
      {documents ? (
        <DossierDocuments {...common} documents={documents} operator={operator} />
      ) : null}
      <div className="grid gap-8 *:min-w-0 lg:grid-cols-2">
        <DossierLabels {...common} labels={dossier.labels} derived={derived} />
        <DossierTree {...common} dossier={dossier} />
      </div>
    </>
  );
}
