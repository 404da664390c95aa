import { describe, expect, it } from 'vitest';
import {
  DEVICE_STATES,
  type DeviceState,
  deviceNumber,
  MOVE_NAMES,
  type Move,
  stateAfter,
} from './domain.ts';

/** Every state with every move that it allows, written a second time; all others are refused. */
const ALLOWED: Readonly<Record<DeviceState, Readonly<Partial<Record<Move, DeviceState>>>>> = {
  'in-stock': {
    send: 'in-transit',
    'hand-out': 'handed-out',
    lend: 'on-loan',
    fail: 'broken',
    lose: 'lost',
    retire: 'retired',
  },
  'in-transit': { receive: 'in-stock', miss: 'lost' },
  'handed-out': { return: 'returned', fail: 'broken', lose: 'lost' },
  'on-loan': { return: 'returned', fail: 'broken', lose: 'lost' },
  returned: { fail: 'broken', repair: 'in-repair', restock: 'in-stock', retire: 'retired' },
  broken: { repair: 'in-repair', retire: 'retired' },
  'in-repair': { repaired: 'in-stock', retire: 'retired' },
  lost: { find: 'returned', retire: 'retired' },
  retired: {},
};

describe('a device', () => {
  const table = DEVICE_STATES.flatMap((state) => MOVE_NAMES.map((move) => [state, move] as const));
  it.each(table)('%s, %s', (state, move) => {
    expect(stateAfter(state, move)).toBe(ALLOWED[state][move] ?? null);
  });

  it('reaches every state, and leaves every one but the last', () => {
    const reached = new Set(
      MOVE_NAMES.flatMap((move) => DEVICE_STATES.map((one) => stateAfter(one, move))),
    );
    expect(DEVICE_STATES.filter((state) => !reached.has(state))).toEqual([]);
    const stuck = DEVICE_STATES.filter((state) =>
      MOVE_NAMES.every((move) => !stateAfter(state, move)),
    );
    expect(stuck).toEqual(['retired']);
  });

  it('has a number that sorts as it was given', () => {
    expect(deviceNumber('tablet', 42)).toBe('TAB-000042');
    expect(deviceNumber('sim', 1_234_567)).toBe('SIM-1234567');
  });
});
