import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  digitOf,
  drain,
  isSecondTap,
  pause,
  type Queue,
  type Queued,
  type SentBatch,
  windTo,
} from './domain.ts';

const item = (id: string, turn = 1): Queued => ({ id, turn, code: id }) as unknown as Queued;

function store(ids: readonly string[]) {
  const waiting = new Map(ids.map((id) => [id, item(id)]));
  const refused = new Map<string, string>();
  const queue: Queue = {
    first: async (most, notOf) =>
      [...waiting.values()].filter((one) => !notOf.has(one.placeId)).slice(0, most),
    done: async (id, turn) => {
      if (waiting.get(id)?.turn === turn) waiting.delete(id);
    },
    refuse: async (id, turn, problem) => {
      if (waiting.get(id)?.turn !== turn) return;
      waiting.delete(id);
      refused.set(id, problem);
    },
  };
  return { queue, waiting, refused };
}

const kept = (id: string) =>
  ({ id, outcome: 'kept', code: id, state: 'given', problem: null }) as const;

it('loses none and sends none twice, whatever breaks and whenever', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 180 }),
      fc.array(fc.constantFrom('well', 'before', 'after', 'later', 'half'), { maxLength: 40 }),
      async (count, faults) => {
        const ids = Array.from({ length: count }, (_, index) => `o${index}`);
        const { queue, waiting } = store(ids);
        const server = new Map<string, number>();
        const send = async (batch: { items: readonly Queued[] }): Promise<SentBatch> => {
          const fault = faults.shift() ?? 'well';
          if (fault === 'before') throw new Error('cut');
          if (fault === 'later') return { kind: 'later' };
          for (const { id } of batch.items) if (!server.has(id)) server.set(id, 1);
          if (fault === 'after') throw new Error('cut');
          const heard = fault === 'half' ? batch.items.slice(0, 1) : batch.items;
          return { kind: 'answered', items: heard.map(({ id }) => kept(id)) };
        };
        for (let turn = 0; turn < 200 && waiting.size > 0; turn += 1)
          await drain(queue, send, () => 0);
        expect(waiting.size).toBe(0);
        expect([...server.keys()].sort()).toEqual([...ids].sort());
      },
    ),
    { numRuns: 60 },
  );
});

it('keeps what was written again while an older turn was on its way', async () => {
  const { queue, waiting } = store(['a']);
  const send = async (): Promise<SentBatch> => {
    if (waiting.get('a')?.turn === 1) waiting.set('a', item('a', 2));
    return { kind: 'answered', items: [kept('a')] };
  };
  let turns = 0;
  await drain(
    queue,
    async () => {
      turns += 1;
      return send();
    },
    () => 0,
  );
  expect(turns).toBe(2);
  expect(waiting.size).toBe(0);
});

it('puts aside what the server refuses, and stops when somebody must sign in', async () => {
  const { queue, waiting, refused } = store(['a', 'b']);
  const answers: SentBatch[] = [
    { kind: 'signed-out' },
    {
      kind: 'answered',
      items: [
        { id: 'a', outcome: 'refused', code: null, state: null, problem: 'offer-unknown' },
        kept('b'),
      ],
    },
  ];
  const send = async (): Promise<SentBatch> => answers.shift() ?? { kind: 'later' };
  expect(await drain(queue, send, () => 0)).toBe('signed-out');
  expect(waiting.size).toBe(2);
  expect(await drain(queue, send, () => 0)).toBe('empty');
  expect([...refused]).toEqual([['a', 'offer-unknown']]);
});

it('keeps what is of another counter for a colleague of that counter, and sends the rest', async () => {
  const { queue, waiting, refused } = store([]);
  for (let n = 0; n < 60; n += 1)
    waiting.set(`x${n}`, { ...item(`x${n}`), placeId: 'elsewhere' } as Queued);
  waiting.set('mine', { ...item('mine'), placeId: 'here' } as Queued);
  const as = (place: string) => async (batch: { items: readonly Queued[] }) => ({
    kind: 'answered' as const,
    items: batch.items.map(({ id, placeId }) =>
      placeId === place
        ? kept(id)
        : ({ id, outcome: 'refused', code: null, state: null, problem: 'out-of-scope' } as const),
    ),
  });
  expect(await drain(queue, as('here'), () => 0)).toBe('others-only');
  expect([waiting.size, waiting.has('mine'), refused.size]).toEqual([60, false, 0]);
  expect(await drain(queue, as('elsewhere'), () => 0)).toBe('empty');
  expect(waiting.size).toBe(0);
});

it('takes a hasty second tap on the same spot for none, and no other', () => {
  const first = { at: 1_000, x: 100, y: 200 };
  expect(isSecondTap(null, first)).toBe(false);
  expect(isSecondTap(first, { at: 1_200, x: 104, y: 198 })).toBe(true);
  expect(isSecondTap(first, { at: 1_200, x: 100, y: 260 })).toBe(false);
  expect(isSecondTap(first, { at: 1_700, x: 100, y: 200 })).toBe(false);
});

it.each([
  ['5', 'Numpad5', '5'],
  ['(', 'Digit5', '5'],
  ['a', 'KeyQ', null],
  ['End', 'Numpad1', null],
])('reads the key %s (%s) as %s', (key, code, digit) => {
  expect(digitOf({ key, code })).toBe(digit);
});

it('does not ask for ever when an answer speaks of nothing that was sent', async () => {
  const { queue } = store(['a']);
  const send = async (): Promise<SentBatch> => ({ kind: 'answered', items: [] });
  expect(await drain(queue, send, () => 0)).toBe('later');
});

it('waits longer after each failure, half a minute at most', () => {
  expect([0, 1, 2, 3, 4, 5, 50].map(pause)).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
});

it.each([
  ['n', 47, 2],
  ['ne', 46.7, 3],
  ['e', 46, 3],
  ['s', 45, 2],
  ['w', 46, 1],
  ['nw', 46.7, 1],
] as const)('says %s', (wind, latitude, longitude) => {
  expect(windTo({ latitude: 46, longitude: 2 }, { latitude, longitude })).toBe(wind);
});
