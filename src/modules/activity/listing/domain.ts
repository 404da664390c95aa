import { COMMITMENTS } from '../../alliance/public.ts';
import { ACTIVITY_KINDS } from '../domain.ts';
import type { ActivityFilters } from '../queries.ts';

const UUID = /^[0-9a-f-]{36}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The filters that a list's address carries; a value that is none of ours is ignored. */
export function filtersOf(search: URLSearchParams): ActivityFilters {
  const get = (key: string): string | undefined => search.get(key)?.trim() || undefined;
  const like = (key: string, form: RegExp): string | undefined => {
    const value = get(key);
    return value && form.test(value) ? value : undefined;
  };
  const day = (key: string): string | undefined => {
    const value = like(key, DAY);
    return value && !Number.isNaN(Date.parse(value)) ? value : undefined;
  };
  return {
    from: day('du'),
    to: day('au'),
    department: get('departement')?.toUpperCase().slice(0, 3),
    region: get('region')?.slice(0, 3),
    epci: get('epci')?.slice(0, 9),
    commune: get('commune')?.toUpperCase().slice(0, 5),
    place: like('lieu', UUID),
    partnership: like('partenariat', UUID),
    partner: like('partenaire', UUID),
    commitment: COMMITMENTS.find((value) => value === get('engagement')),
    kind: ACTIVITY_KINDS.find((value) => value === get('nature')),
  };
}
