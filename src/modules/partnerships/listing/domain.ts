import { COMMITMENTS, type Commitment } from '../../alliance/public.ts';
import { PARTNERSHIP_TYPES, type PartnershipType, STAGES, type Stage } from '../domain.ts';
import type { PartnershipFilters } from '../queries.ts';

const UUID = /^[0-9a-f-]{36}$/i;

/**
 * The filters that a list's address carries. A value that is none of ours is ignored: an old or
 * mangled link still opens a list.
 */
export function filtersOf(search: URLSearchParams): PartnershipFilters {
  const get = (key: string): string | undefined => search.get(key)?.trim() || undefined;
  const among = <T extends string>(values: readonly T[], key: string): T | undefined =>
    values.find((value) => value === get(key));
  const stage = get('etape');
  const agreed = Number(get('accord'));
  const followed = get('suivi') ?? '';
  const uuid = (key: string): string | undefined =>
    UUID.test(get(key) ?? '') ? get(key) : undefined;
  return {
    q: get('q')?.slice(0, 100),
    stage: STAGES.find((value): value is Stage => value === stage),
    running: stage === 'en-cours' ? true : undefined,
    type: among<PartnershipType>(PARTNERSHIP_TYPES, 'type'),
    commitment: among<Commitment>(COMMITMENTS, 'engagement'),
    department: get('departement')?.toUpperCase().slice(0, 3),
    region: get('region')?.slice(0, 3),
    epci: get('epci')?.slice(0, 9),
    commune: get('commune')?.toUpperCase().slice(0, 5),
    partner: uuid('partenaire'),
    place: uuid('lieu'),
    need: uuid('besoin'),
    mine: followed.startsWith('moi') ? true : undefined,
    stepDue: followed.endsWith('retard') ? true : undefined,
    agreed: Number.isInteger(agreed) && agreed > 1990 && agreed < 2101 ? agreed : undefined,
  };
}

/** The other way round: the search of an address that carries these filters. */
export function searchOf(filters: PartnershipFilters): string {
  const followed = [filters.mine ? 'moi' : '', filters.stepDue ? 'retard' : ''];
  const named: Readonly<Record<string, string | number | undefined>> = {
    q: filters.q,
    etape: filters.stage ?? (filters.running ? 'en-cours' : undefined),
    type: filters.type,
    engagement: filters.commitment,
    departement: filters.department,
    region: filters.region,
    epci: filters.epci,
    commune: filters.commune,
    partenaire: filters.partner,
    lieu: filters.place,
    besoin: filters.need,
    accord: filters.agreed,
    suivi: followed.filter(Boolean).join('-') || undefined,
  };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(named))
    if (value !== undefined) search.set(name, String(value));
  return search.toString();
}
