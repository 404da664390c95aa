import { data, redirect } from 'react-router';
import { coversDepartment, coversPlace } from '../../../platform/access/access.ts';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SheetForm, type SheetFormState } from '../components/sheet-form.tsx';
import { saveSheet } from '../mediation/commands.ts';
import { isPersonalEmail } from '../mediation/domain.ts';
import { en } from '../mediation/messages.en.ts';
import { fr } from '../mediation/messages.fr.ts';
import { getSheet } from '../mediation/queries.ts';
import { en as placesEn } from '../messages.en.ts';
import { fr as placesFr } from '../messages.fr.ts';
import { getPlace } from '../queries.ts';
import { readSheetForm, sheetValues } from './sheet-form.ts';

async function open({
  ctx,
  scope,
  params,
}: Pick<GuardedArgs<'places.write'>, 'ctx' | 'scope' | 'params'>) {
  const place = await getPlace(ctx.db, params.id ?? '');
  if (!place) throw notFound();
  if (!coversDepartment(scope, place.departmentCode) && !coversPlace(scope, place.id))
    throw notFound();
  const sheet = await getSheet(ctx.db, place.id);
  return { place, sheet, version: sheet?.version ?? 0, values: sheetValues(sheet, place.hours) };
}

export const loader = guard('places.write', async (args) => {
  const { place, sheet, version, values } = await open(args);
  const state: SheetFormState = { errors: [], values };
  return {
    place: { id: place.id, name: place.name },
    version,
    state,
    personal: sheet?.emails.some(isPersonalEmail) ?? false,
  };
});

export const action = guard('places.write', async (args) => {
  const { ctx, scope, request } = args;
  const { place } = await open(args);
  const form = await request.formData();
  const unsettled = settle(form);
  const parsed = readSheetForm(form);
  if (!parsed.ok || unsettled.length > 0) {
    const errors = [...unsettled, ...(parsed.ok ? [] : parsed.errors)];
    return data({ errors, values: parsed.values } as SheetFormState, { status: 422 });
  }
  const version = Number(form.get('version'));
  const done = await saveSheet(ctx, scope, place.id, version, parsed.value);
  if (done.ok) throw redirect(`/lieux/${place.id}?fiche=1#mediation`);
  const again = await afterRefusal(form, done.failure, async () => {
    const now = await open(args);
    return { version: now.version, values: now.values };
  });
  return data(again as SheetFormState, { status: 409 });
});

export default function Mediation({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const p = useText({ fr: placesFr, en: placesEn });
  const { place, state, version, personal } = loaderData;
  return (
    <>
      <title>{`${t.editTitle} — Maillage`}</title>
      <PageHeader
        title={t.editTitle}
        lead={t.lead}
        crumbs={[
          { label: p.title, to: '/lieux' },
          { label: place.name, to: `/lieux/${place.id}` },
        ]}
      />
      {personal ? <Notice tone="warning">{t.personal}</Notice> : null}
      <SheetForm state={actionData ?? state} version={version} />
    </>
  );
}
