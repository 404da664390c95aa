import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Clause,
  CONVENTION_STATUSES,
  CONVENTION_TRANSITIONS,
  type Content,
  type ConventionStatus,
  changesBetween,
  clausesFor,
  materialFor,
  mayMoveConvention,
  obstacles,
  SIDES,
  type Side,
  statusOf,
  unfilled,
} from './domain.ts';

const clause = (key: string, concerns: readonly Side[] = [], body = `texte ${key}`): Clause => ({
  key,
  title: `Article ${key}`,
  body,
  concerns,
});

const content = (more: Partial<Content> = {}): Content => ({
  title: 'Convention',
  startsOn: '2026-01-01',
  endsOn: '2028-12-31',
  parties: [
    { side: 'operator', organisation: 'Réseau', identifier: '356000000', address: 'Paris' },
    { side: 'partner', organisation: 'Le Relais', identifier: '732829320', address: 'Guéret' },
  ],
  clauses: [
    clause('object'),
    clause('premises', ['operator', 'community']),
    clause('work', ['partner']),
  ],
  ...more,
});

const signer = (side: Side) => ({ side, name: 'Une personne', function: 'Présidente' });

describe('the life of a convention', () => {
  // Written out once more: a line that somebody adds to the data must be meant.
  const allowed = new Set([
    'editor draft>ready',
    'editor ready>draft',
    'editor partly-signed>draft',
    'editor draft>deprecated',
    'editor ready>deprecated',
    'editor partly-signed>deprecated',
    'editor draft>signed',
    'editor ready>signed',
    'editor partly-signed>signed',
    'signatory ready>partly-signed',
    'signatory partly-signed>partly-signed',
    'signatory ready>signed',
    'signatory partly-signed>signed',
    'calendar signed>in-force',
    'review signed>renewed',
    'review in-force>renewed',
    'review signed>ended',
    'review in-force>ended',
  ]);

  it('splits every mover, origin and destination into allowed and forbidden', () => {
    for (const by of ['editor', 'signatory', 'calendar', 'review'] as const)
      for (const from of CONVENTION_STATUSES)
        for (const to of CONVENTION_STATUSES)
          expect(mayMoveConvention(from, to, by), `${by} ${from}>${to}`).toBe(
            allowed.has(`${by} ${from}>${to}`),
          );
  });

  it('leaves what is over where it is', () => {
    const over: ConventionStatus[] = ['renewed', 'ended', 'deprecated'];
    expect(CONVENTION_TRANSITIONS.flatMap(({ from }) => from)).not.toEqual(
      expect.arrayContaining(over),
    );
  });
});

describe('what concerns a signatory', () => {
  it('is the common part and the clauses of their side', () => {
    expect(clausesFor(content(), 'partner').map(({ key }) => key)).toEqual(['object', 'work']);
    expect(clausesFor(content(), 'community').map(({ key }) => key)).toEqual([
      'object',
      'premises',
    ]);
  });

  it('does not change with spaces, line ends, the form of accents or a postal address', () => {
    const spaced = content({
      clauses: content().clauses.map((c) => ({ ...c, body: c.body.replace(' ', ' \r\n ') })),
      parties: content().parties.map((p) => ({
        ...p,
        address: 'ailleurs',
        organisation: p.organisation.normalize('NFD'),
      })),
    });
    for (const side of SIDES)
      expect(materialFor(spaced, signer(side))).toBe(materialFor(content(), signer(side)));
  });

  it.each([
    ['the title', content({ title: 'Avenant' }), ['operator', 'partner', 'community']],
    ['the term', content({ endsOn: '2029-12-31' }), ['operator', 'partner', 'community']],
    [
      'a common clause',
      content({ clauses: [clause('object', [], 'autre'), ...content().clauses.slice(1)] }),
      ['operator', 'partner', 'community'],
    ],
    [
      'a clause of the premises',
      content({
        clauses: content().clauses.map((c) => (c.key === 'premises' ? { ...c, body: 'x' } : c)),
      }),
      ['operator', 'community'],
    ],
    ['a clause that is gone', content({ clauses: content().clauses.slice(0, 2) }), ['partner']],
  ] as const)('changes with %s for those it concerns alone', (_, changed, sides) => {
    const touched = SIDES.filter(
      (side) => materialFor(changed, signer(side)) !== materialFor(content(), signer(side)),
    );
    expect(touched).toEqual(SIDES.filter((side) => (sides as readonly string[]).includes(side)));
    for (const side of SIDES)
      expect(changesBetween(content(), changed, side).length > 0).toBe(touched.includes(side));
  });

  it('changes for one person alone when that person’s name changes', () => {
    const other = { ...signer('partner'), name: 'Une autre' };
    expect(materialFor(content(), other)).not.toBe(materialFor(content(), signer('partner')));
  });
});

it('shows a change exactly where the material differs', () => {
  const side = fc.constantFrom(...SIDES);
  const text = fc.constantFrom('a', 'b', 'a  b', 'a b', ' a');
  const clauses = fc.uniqueArray(
    fc.record({
      key: fc.constantFrom('k1', 'k2', 'k3', 'k4'),
      title: text,
      body: text,
      concerns: fc.uniqueArray(side, { maxLength: 2 }),
    }),
    { selector: ({ key }) => key, maxLength: 4 },
  );
  const any = fc.record({
    title: text,
    startsOn: fc.constant('2026-01-01'),
    endsOn: fc.constantFrom('2027-01-01', null),
    parties: fc.constant(content().parties),
    clauses,
  });
  fc.assert(
    fc.property(any, any, side, (before, after, who) => {
      const differs = materialFor(before, signer(who)) !== materialFor(after, signer(who));
      const shown = changesBetween(before, after, who).length > 0;
      return shown === differs;
    }),
    { numRuns: 2000 },
  );
});

it('finds the blanks and what else keeps it from being signed', () => {
  const blank = content({
    clauses: [clause('object', [], 'Le local de [à compléter : surface] m²')],
  });
  expect(unfilled(blank)).toEqual(['object']);
  expect(obstacles(blank, [{ side: 'operator' }])).toEqual(['no-partner', 'blanks']);
  expect(obstacles(content({ endsOn: null }), [{ side: 'operator' }, { side: 'partner' }])).toEqual(
    ['no-term'],
  );
  expect(obstacles(content(), [{ side: 'operator' }, { side: 'partner' }])).toEqual([]);
});

it('is signed when all have signed, and only then', () => {
  expect(statusOf(3, 0)).toBe('ready');
  expect(statusOf(3, 2)).toBe('partly-signed');
  expect(statusOf(3, 3)).toBe('signed');
});
