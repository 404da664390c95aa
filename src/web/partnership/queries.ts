import { listActivity, sumActivity } from '../../modules/activity/public.ts';
import { contactsOfPartnership } from '../../modules/partners/public.ts';
import {
  AGREED,
  familyOf,
  familyTree,
  gapsBefore,
  getNeed,
  getNextStep,
  getPartnership,
  listActions,
  listMoves,
  listPartnershipNotes,
  mayActOnPartnership,
  mayAgree,
  modelsAround,
  movesOpenTo,
  publicationState,
} from '../../modules/partnerships/public.ts';
import { listPlacesById } from '../../modules/places/public.ts';
import { territoryNames } from '../../modules/territories/public.ts';
import { authorize, type Ctx, type Scope } from '../../platform/access/access.ts';
import { today } from '../../platform/i18n/messages.ts';

/** A partnership with all that its page tells of it to this reader; null when it is not theirs. */
export async function partnershipView(ctx: Ctx, scope: Scope<'partnerships.read'>, id: string) {
  const { actor } = ctx;
  const found = await getPartnership(ctx.db, scope, id);
  if (!found) return null;
  const owned = { id: found.id, departmentCode: found.departmentCode, partnerId: found.partner.id };
  const write = authorize(actor, 'partnerships.write');
  const publish = authorize(actor, 'partnerships.publish');
  const agree = authorize(actor, 'partnerships.agree');
  const notes = authorize(actor, 'notes.read');
  const readActivity = authorize(actor, 'activity.read');
  const readNeeds = authorize(actor, 'needs.read');
  const readModels = authorize(actor, 'models.read');
  const gaps = {
    id: found.id,
    type: found.type,
    details: found.details,
    partnerId: found.partner.id,
  };
  const next = movesOpenTo(actor, owned, found.stage);
  const ahead = next.find((stage) => stage === 'agreed' || stage === 'active');
  const readActions = authorize(actor, 'codesign.read');
  const actions = readActions
    ? await listActions(ctx.db, readActions, { partnership: found.id })
    : [];
  const [moves, publication, noteList, sums, latest, needs, territories, places, missing, people] =
    await Promise.all([
      listMoves(ctx.db, found.id),
      publicationState(ctx.db, found.id),
      notes ? listPartnershipNotes(ctx.db, notes, owned) : null,
      sumActivity(ctx.db, { partnership: found.id }),
      readActivity ? listActivity(ctx.db, readActivity, { partnership: found.id }, null, 8) : null,
      readNeeds ? Promise.all(found.needIds.map((id) => getNeed(ctx.db, readNeeds, id))) : [],
      territoryNames(ctx.db, found.territories),
      listPlacesById(ctx.db, found.placeIds),
      ahead ? gapsBefore(ctx.db, gaps, ahead, today(ctx.now)) : [],
      contactsOfPartnership(ctx.db, authorize(actor, 'partner-contacts.read'), found.id),
    ]);
  return {
    found,
    moves,
    publication,
    notes: noteList,
    sums,
    latest: latest?.items ?? null,
    needs: needs.flatMap((need) => (need ? [{ id: need.id, title: need.title }] : [])),
    actions: actions.map(({ id, title }) => ({ id, title })),
    territories,
    places,
    next,
    missing,
    people,
    mayWrite: write !== null && mayActOnPartnership(write, owned),
    models: readModels
      ? {
          ...(await modelsAround(ctx.db, found.id)),
          tree: await familyOf(ctx.db, found.id).then(({ rootId, family }) =>
            family.length > 1 ? familyTree(rootId, family) : null,
          ),
          mayMake: actor.abilities.has('models.write') && AGREED.includes(found.stage),
        }
      : null,
    nextStep:
      write && mayActOnPartnership(write, owned) ? await getNextStep(ctx.db, found.id) : null,
    today: today(ctx.now),
    side:
      publish && mayActOnPartnership(publish, owned)
        ? 'operator'
        : agree && mayAgree(agree, owned)
          ? 'partner'
          : null,
    publishable: AGREED.includes(found.stage),
    mayRecord: actor.abilities.has('activity.record'),
  };
}

export type PartnershipView = NonNullable<Awaited<ReturnType<typeof partnershipView>>>;
