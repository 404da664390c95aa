export const DEVICE_KINDS = ['tablet', 'laptop', 'phone', 'sim'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

export const ORIGINS = ['bought', 'refurbished', 'given'] as const;
export type Origin = (typeof ORIGINS)[number];

/** Where a device stands. */
export const DEVICE_STATES = [
  'in-stock',
  'in-transit',
  'handed-out',
  'on-loan',
  'returned',
  'broken',
  'in-repair',
  'lost',
  'retired',
] as const;
export type DeviceState = (typeof DEVICE_STATES)[number];

/** What can happen to a device: from which states, and to which. */
export const MOVES = {
  send: { from: ['in-stock'], to: 'in-transit' },
  receive: { from: ['in-transit'], to: 'in-stock' },
  miss: { from: ['in-transit'], to: 'lost' },
  'hand-out': { from: ['in-stock'], to: 'handed-out' },
  lend: { from: ['in-stock'], to: 'on-loan' },
  return: { from: ['handed-out', 'on-loan'], to: 'returned' },
  fail: { from: ['in-stock', 'handed-out', 'on-loan', 'returned'], to: 'broken' },
  repair: { from: ['returned', 'broken'], to: 'in-repair' },
  repaired: { from: ['in-repair'], to: 'in-stock' },
  restock: { from: ['returned'], to: 'in-stock' },
  lose: { from: ['in-stock', 'handed-out', 'on-loan'], to: 'lost' },
  find: { from: ['lost'], to: 'returned' },
  retire: { from: ['in-stock', 'returned', 'broken', 'in-repair', 'lost'], to: 'retired' },
} as const satisfies Readonly<
  Record<string, { readonly from: readonly DeviceState[]; readonly to: DeviceState }>
>;
export type Move = keyof typeof MOVES;
export const MOVE_NAMES = Object.keys(MOVES) as Move[];

/** Moves that somebody makes on a device alone; the others come with a transfer or a person. */
export const PLAIN_MOVES = [
  'fail',
  'repair',
  'repaired',
  'restock',
  'lose',
  'find',
  'retire',
] as const satisfies readonly Move[];
export type PlainMove = (typeof PLAIN_MOVES)[number];

/** The state after a move; null where it is not possible. */
export function stateAfter(state: DeviceState, move: Move): DeviceState | null {
  const from: readonly DeviceState[] = MOVES[move].from;
  return from.includes(state) ? MOVES[move].to : null;
}

/** Whether a device is with a person. */
export const isOut = (state: DeviceState): boolean => state === 'handed-out' || state === 'on-loan';

/** How many of a kind at a place are few, unless its manager says otherwise. */
export const FEW = 2;

/** Most devices of one lot. */
export const MOST_DEVICES = 500;

/** `TAB-000123`: what stands on a device's label. */
export function deviceNumber(kind: DeviceKind, serial: number): string {
  const prefix = { tablet: 'TAB', laptop: 'ORD', phone: 'TEL', sim: 'SIM' }[kind];
  return `${prefix}-${String(serial).padStart(6, '0')}`;
}
