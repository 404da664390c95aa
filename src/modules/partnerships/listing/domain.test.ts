import { expect, it } from 'vitest';
import { filtersOnly } from '../saved-views/domain.ts';
import { filtersOf, searchOf } from './domain.ts';

const id = '0197d2f0-0000-7000-8000-000000000001';

it('reads back every filter that it writes into an address', () => {
  const filters = {
    q: 'atelier & co',
    stage: 'active',
    type: 'social-innovation',
    commitment: 'ecology',
    department: '2A',
    region: '94',
    epci: '200000000',
    commune: '2A004',
    partner: id,
    place: id,
    need: id,
    mine: true,
    stepDue: true,
    agreed: 2024,
  } as const;
  const read = filtersOf(new URLSearchParams(searchOf(filters)));
  expect(read).toEqual({ ...filters, running: undefined });
});

it('writes nothing that a saved view would drop', () => {
  const search = searchOf({ running: true, stepDue: true, department: '23' });
  expect(search).toBe('etape=en-cours&departement=23&suivi=retard');
  expect(filtersOnly(new URLSearchParams(search))).toBe(search);
  expect(searchOf({})).toBe('');
});
