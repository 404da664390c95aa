import {
  activityEn,
  activityFr,
  type SummedBy,
  sumActivity,
} from '../../modules/activity/public.ts';
import {
  type Action,
  actionsEn,
  actionsFr,
  getPartnership,
  listActions,
  listDecisions,
  listProposals,
  listVoices,
  mayEnter,
  presentPartners,
  rankedNeeds,
  type WorkshopArea,
} from '../../modules/partnerships/public.ts';
import {
  getTerritory,
  kindOfSlug,
  sayIndicator,
  territoryIndicators,
} from '../../modules/territories/public.ts';
import { authorize, type Ctx, type Scope } from '../../platform/access/access.ts';
import { formatNumber, pick } from '../../platform/i18n/messages.ts';

/** How many indicators a workshop opens with; the territory's page has them all. */
const KEY_INDICATORS = 6;

/** Everything on the table of a workshop, as far as this actor may see it; null when it may not enter. */
export async function readWorkshop(
  ctx: Ctx,
  scope: Scope<'codesign.read'>,
  slug: string | undefined,
  code: string,
) {
  const { db, actor, locale } = ctx;
  const kind = kindOfSlug(slug);
  if (kind !== 'department' && kind !== 'commune' && kind !== 'epci') return null;
  const territory = await getTerritory(db, kind, code);
  if (!territory?.departmentCode) return null;
  const area: WorkshopArea = { kind, code, departmentCode: territory.departmentCode };
  const actors = await presentPartners(db, area.departmentCode);
  const present = new Set(actors.map(({ id }) => id));
  if (!mayEnter(scope, present)) return null;
  const [needs, indicators, actions] = await Promise.all([
    rankedNeeds(db, scope, area),
    territoryIndicators(db, territory),
    listActions(db, scope, areaFilter(area)),
  ]);
  const ids = needs.map(({ id }) => id);
  const [voices, proposals] = await Promise.all([
    listVoices(db, ids),
    listProposals(db, actor, { needIds: ids }),
  ]);
  const decisions = await listDecisions(
    db,
    proposals.map(({ id }) => id),
  );
  const said = indicators
    .filter((indicator) => indicator.value !== null)
    .map((indicator) => sayIndicator(indicator, locale))
    // What stands out first: that is what a meeting talks about.
    .toSorted((a, b) => Number(a.tone === 'neutral') - Number(b.tone === 'neutral'));
  return {
    area,
    territory,
    present,
    actors,
    indicators: said.slice(0, KEY_INDICATORS),
    needs,
    voices,
    proposals,
    decisions,
    actions,
    came: await whatCameOf(ctx, actions),
  };
}

function areaFilter({ kind, code }: WorkshopArea) {
  return kind === 'department'
    ? { department: code }
    : kind === 'commune'
      ? { commune: code }
      : { epci: code };
}

/** What the partnerships of actions recorded, in words, by action: only where the reader may look. */
async function whatCameOf(ctx: Ctx, actions: readonly Action[]): Promise<Record<string, string>> {
  const came: Record<string, string> = {};
  for (const action of actions) {
    const sums = action.partnershipId ? await sumsOf(ctx, action.partnershipId) : null;
    if (sums) came[action.id] = saySums(ctx, sums);
  }
  return came;
}

/** Sums of a partnership's activity; null when the reader may not read the partnership. */
export async function sumsOf(ctx: Ctx, partnershipId: string) {
  const read = authorize(ctx.actor, 'partnerships.read');
  const partnership = read ? await getPartnership(ctx.db, read, partnershipId) : null;
  return partnership ? sumActivity(ctx.db, { partnership: partnershipId } as SummedBy) : null;
}

function saySums(
  { locale }: Ctx,
  sums: {
    readonly records: number;
    readonly participations: number;
    readonly personsDeclared: number;
  },
): string {
  const t = pick({ fr: actionsFr, en: actionsEn }, locale);
  const n = (value: number): string => formatNumber(locale, value);
  if (sums.records === 0) return pick({ fr: activityFr, en: activityEn }, locale).list.none;
  return t.sums(n(sums.records), n(sums.participations), n(sums.personsDeclared));
}
