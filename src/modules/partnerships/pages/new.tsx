import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import { formValues } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { getPartner } from '../../partners/public.ts';
import { getAction } from '../actions/queries.ts';
import { createPartnership } from '../commands.ts';
import { PartnershipForm, type PartnershipFormState } from '../components/partnership-form.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { type Origin, tieTo } from '../models/commands.ts';
import { en as modelsEn } from '../models/messages.en.ts';
import { fr as modelsFr } from '../models/messages.fr.ts';
import { getModel } from '../models/queries.ts';
import { getNeed } from '../needs/queries.ts';
import { formChoices } from './choices.ts';
import { readPartnershipForm } from './read-form.ts';

export const loader = guard('partnerships.write', async ({ ctx, actor, scope, url }) => {
  const partners = authorize(actor, 'partners.read');
  const needs = authorize(actor, 'needs.read');
  const partnerId = url.searchParams.get('partenaire');
  const readActions = authorize(actor, 'codesign.read');
  const actionId = url.searchParams.get('action');
  const planned = actionId && readActions ? await getAction(ctx.db, readActions, actionId) : null;
  const needId = planned?.needId ?? url.searchParams.get('besoin');
  const wanted = planned?.ownerPartnerId ?? partnerId;
  const partner = wanted && partners ? await getPartner(ctx.db, partners, wanted) : null;
  const need = needId && needs ? await getNeed(ctx.db, needs, needId) : null;
  const readModels = authorize(actor, 'models.read');
  const modelId = url.searchParams.get('modele');
  const model = modelId && readModels ? await getModel(ctx.db, readModels, modelId) : null;
  const asked = url.searchParams.get('departement');
  const department =
    (model ? asked : null) ??
    planned?.departmentCode ??
    need?.departmentCode ??
    partner?.departmentCode ??
    (scope.everywhere ? '' : ([...scope.departments][0] ?? ''));
  const state: PartnershipFormState = {
    errors: [],
    values: {
      id: newId(),
      partnerId: partner?.id ?? '',
      partnerIdText: partner?.name ?? '',
      title: model?.title ?? planned?.title ?? '',
      type: model?.type ?? '',
      summary: model?.problem ?? planned?.description ?? '',
      placeIds: planned?.placeId ?? '',
      placeIdsText: planned?.placeName ?? '',
      commitment: model?.commitment ?? planned?.commitment ?? need?.commitment ?? '',
      objectives: planned?.result
        ? [planned.result, planned.target ?? '', planned.unit].join(' ; ')
        : '',
      departmentCode: department,
      'needIds[]': need ? [need.id] : [],
      territories:
        need?.territoryKind === 'commune' ? `${need.territoryName} (${need.territoryCode})` : '',
    },
  };
  return { state, takenOver: model?.title ?? null, ...(await formChoices(ctx, scope, department)) };
});

export const action = guard(
  'partnerships.write',
  async ({ ctx, actor, scope, services, request, url }) => {
    const form = await request.formData();
    const parsed = await readPartnershipForm(ctx.db, authorize(actor, 'partners.read'), form);
    const again = (errors: PartnershipFormState['errors'], status: number) =>
      data({ errors, values: formValues(form) } satisfies PartnershipFormState, {
        status,
      });
    if (!parsed.ok) return again(parsed.errors, 422);
    const id = String(form.get('id') ?? '');
    const made = await createPartnership(
      ctx,
      scope,
      parsed.value,
      /^[0-9a-f-]{36}$/i.test(id) ? id : newId(),
      tieTo(ctx, originOf(url.searchParams)),
    );
    if (!made.ok) return again([made.failure], 409);
    services.wake();
    throw redirect(`/partenariats/${made.value.id}`);
  },
);

/** The action of the plan that the partnership is made for, and the model that it takes over. */
function originOf(search: URLSearchParams): Origin {
  const id = (name: string): string | null => {
    const value = search.get(name);
    return value && isUuid(value) ? value : null;
  };
  return { actionId: id('action'), modelId: id('modele') };
}

export default function NewPartnership({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const m = useText({ fr: modelsFr, en: modelsEn });
  return (
    <>
      <title>{`${t.form.newTitle} — Maillage`}</title>
      <PageHeader
        title={t.form.newTitle}
        crumbs={[{ label: t.list.title, to: '/partenariats' }]}
        {...(loaderData.takenOver ? { lead: m.takesOver(loaderData.takenOver) } : {})}
      />
      <PartnershipForm
        state={actionData ?? loaderData.state}
        departments={loaderData.departments}
        needs={loaderData.needs}
      />
    </>
  );
}
