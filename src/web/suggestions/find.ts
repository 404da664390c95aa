import { allianceEn, allianceFr } from '../../modules/alliance/public.ts';
import { partnersEn, partnersFr, searchPartners } from '../../modules/partners/public.ts';
import { listPartnerships } from '../../modules/partnerships/public.ts';
import { searchPlaces } from '../../modules/places/public.ts';
import { searchCommunes, searchTerritories } from '../../modules/territories/public.ts';
import { authorize, type Ctx } from '../../platform/access/access.ts';
import { pick } from '../../platform/i18n/messages.ts';
import { territoryPath } from '../paths.ts';

export interface Hit {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly href: string;
}

export interface Findings {
  readonly territories: Hit[];
  readonly places: Hit[];
  readonly partners: Hit[];
  readonly partnerships: Hit[];
}

/** Searches what this actor may read: territories, places, partners, partnerships. */
export async function findEverything(ctx: Ctx, typed: string, each: number): Promise<Findings> {
  const { db, actor } = ctx;
  const t = pick({ fr: allianceFr, en: allianceEn }, ctx.locale);
  const kinds = pick({ fr: partnersFr, en: partnersEn }, ctx.locale).kinds;
  const partners = authorize(actor, 'partners.read');
  const partnerships = authorize(actor, 'partnerships.read');
  const [areas, communes, places, organisations, agreements] = await Promise.all([
    searchTerritories(db, typed, 3),
    searchCommunes(db, typed, each),
    authorize(actor, 'places.read') ? searchPlaces(db, typed, each) : [],
    partners ? searchPartners(db, partners, typed, each) : [],
    partnerships && typed.trim().length >= 3
      ? listPartnerships(db, partnerships, { q: typed }, null, each)
      : null,
  ]);
  return {
    territories: [...areas, ...communes].map((found) => ({
      id: `${found.kind} ${found.code}`,
      label: found.name,
      detail: `${t.kind[found.kind]} ${found.code}`,
      href: territoryPath(found.kind, found.code),
    })),
    places: places.map((place) => ({
      id: place.id,
      label: place.name,
      detail: `${place.postalCode} ${place.communeName}`,
      href: `/lieux/${place.id}`,
    })),
    partners: organisations.map((partner) => ({
      id: partner.id,
      label: partner.name,
      detail: [
        kinds[partner.kind] ?? partner.kind,
        partner.communeName,
        partner.siret ?? partner.siren,
      ]
        .filter(Boolean)
        .join(' · '),
      href: `/partenaires/${partner.id}`,
    })),
    partnerships: (agreements?.items ?? []).map((row) => ({
      id: row.id,
      label: row.title,
      detail: `${row.reference} · ${row.partnerName}`,
      href: `/partenariats/${row.id}`,
    })),
  };
}
