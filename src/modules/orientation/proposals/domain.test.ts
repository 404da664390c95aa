import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DIFFICULTIES, OFFER_KINDS, THEMES_OF, WISHES } from '../domain.ts';
import { type Asked, type Offer, proposeSteps } from './domain.ts';

const NOW = new Date('2026-06-15T10:00:00Z');
const GUERET = { latitude: 46.17, longitude: 1.87 };

function offer(more: Partial<Offer>): Offer {
  return {
    key: more.key ?? 'a',
    kind: 'workshop',
    title: 'Atelier',
    placeId: 'p',
    placeName: 'Bureau',
    address: '',
    postalCode: '23000',
    communeName: 'Guéret',
    latitude: GUERET.latitude,
    longitude: GUERET.longitude,
    partnerId: null,
    partnerName: null,
    startsAt: '2026-06-17T12:00:00Z',
    endsAt: '2026-06-17T14:00:00Z',
    left: 3,
    themes: ['banque_et_achats_en_ligne'],
    access: [],
    sessionId: null,
    presenceId: null,
    phone: null,
    note: '',
    priceCents: null,
    ...more,
  };
}

const BANKING: Asked = { difficulty: 'banking', wish: 'group', access: [] };
const keys = (offers: readonly Offer[], asked: Asked = BANKING): string[] =>
  proposeSteps(offers, asked, GUERET, NOW).map(({ offer: { key } }) => key);

it('leaves out what is full, over, or about something else', () => {
  expect(
    keys([
      offer({ key: 'full', left: 0 }),
      offer({ key: 'over', startsAt: '2026-06-15T09:00:00Z', endsAt: '2026-06-15T11:00:00Z' }),
      offer({ key: 'other', themes: ['email'] }),
      offer({ key: 'good' }),
    ]),
  ).toEqual(['good']);
});

it('keeps a presence without appointment until it ends', () => {
  const open = offer({
    kind: 'presence',
    startsAt: '2026-06-15T09:00:00Z',
    endsAt: '2026-06-15T11:00:00Z',
    left: null,
  });
  expect(keys([open])).toEqual(['a']);
});

it('weighs distance against days by what the person would like', () => {
  const far = offer({ key: 'soon', title: 'B', latitude: 46.35, startsAt: '2026-06-16T12:00:00Z' });
  const late = offer({ key: 'near', title: 'C', startsAt: '2026-07-02T12:00:00Z' });
  expect(keys([far, late], { ...BANKING, wish: 'soon' })[0]).toBe('soon');
  expect(keys([far, late], { ...BANKING, wish: 'near' })[0]).toBe('near');
});

it('puts first what meets the person’s needs, and says what nobody knows', () => {
  const known = offer({ key: 'known', title: 'B', access: ['step-free'], latitude: 46.2 });
  const asked: Asked = { ...BANKING, access: ['step-free'] };
  const [first, second] = proposeSteps([offer({}), known], asked, GUERET, NOW);
  expect(first?.offer.key).toBe('known');
  expect([first?.unsure, second?.unsure]).toEqual([[], ['step-free']]);
});

it('shows a choice of kinds, and a series once', () => {
  const offers = [
    offer({ key: '1' }),
    offer({ key: '2', startsAt: '2026-06-24T12:00:00Z' }),
    offer({ key: '3', title: 'Autre', startsAt: '2026-06-18T12:00:00Z' }),
    offer({ key: '4', kind: 'appointment', title: 'Conseiller', themes: [] }),
    offer({ key: '5', kind: 'place', title: 'Lieu', startsAt: null, endsAt: null, themes: [] }),
  ];
  const found = proposeSteps(offers, BANKING, GUERET, NOW);
  expect(found.map(({ offer: { kind } }) => kind)).toEqual(['workshop', 'appointment', 'place']);
});

it('proposes equipment for who has none, and France services for procedures only', () => {
  const device = offer({ key: 'device', kind: 'equipment', startsAt: null, endsAt: null });
  const branch = offer({
    key: 'branch',
    kind: 'france-services',
    startsAt: null,
    endsAt: null,
    left: null,
  });
  expect(keys([device, branch], { ...BANKING, difficulty: 'equipment' })).toEqual(['device']);
  expect(keys([device, branch], { ...BANKING, difficulty: 'procedures' })).toEqual(['branch']);
  expect(keys([device, branch])).toEqual([]);
});

it('answers the same in whatever order offers come, at most three, each with a place left', () => {
  const one = fc.record({
    key: fc.uuid(),
    kind: fc.constantFrom(...OFFER_KINDS),
    title: fc.constantFrom('A', 'B', 'C'),
    placeId: fc.constantFrom('p', 'q', 'r'),
    latitude: fc.option(fc.double({ min: 45.9, max: 46.4, noNaN: true })),
    longitude: fc.option(fc.double({ min: 1.5, max: 2.2, noNaN: true })),
    left: fc.option(fc.integer({ min: 0, max: 9 })),
    themes: fc.constantFrom([], ['email'], ['banque_et_achats_en_ligne']),
    hours: fc.option(fc.integer({ min: -48, max: 500 })),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(one, { selector: ({ key }) => key, maxLength: 30 }),
      fc.constantFrom(...DIFFICULTIES),
      fc.constantFrom(...WISHES),
      (drawn, difficulty, wish) => {
        const offers = drawn.map(({ hours, ...rest }) => {
          const at = hours === null ? null : new Date(NOW.getTime() + hours * 3_600_000);
          return offer({ ...rest, startsAt: at?.toISOString() ?? null, endsAt: null });
        });
        const asked: Asked = { difficulty, wish, access: [] };
        const found = proposeSteps(offers, asked, GUERET, NOW);
        expect(proposeSteps(offers.toReversed(), asked, GUERET, NOW)).toEqual(found);
        expect(found.length).toBeLessThanOrEqual(3);
        for (const { offer: shown } of found) {
          expect(shown.left).not.toBe(0);
          if (shown.kind === 'workshop' && shown.themes.length > 0)
            expect(shown.themes.some((t) => THEMES_OF[difficulty].includes(t as never))).toBe(true);
        }
      },
    ),
  );
});
