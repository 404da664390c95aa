import { type DBSchema, openDB } from 'idb';
import type { Offer } from '../../proposals/domain.ts';
import type { CounterPlace } from '../../proposals/queries.ts';
import type { Queue, Queued } from '../domain.ts';

/** What the server gave, to answer without it. */
export interface Kept {
  readonly place: CounterPlace;
  readonly offers: readonly Offer[];
  readonly news: { readonly given: number; readonly came: number };
  /** The server's clock when it answered, milliseconds since 1970. */
  readonly now: number;
  /** The device's clock at the same moment. */
  readonly deviceNow: number;
}

/** The device's code as a salted digest: it keeps colleagues' customers from a screen, no more. */
export interface Pin {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly digest: Uint8Array;
  readonly wrong: number;
  /** The sitting in which too many tries were made; another one may choose a new code. */
  readonly lockedOut: string | null;
}

export interface Stuck {
  readonly id: string;
  readonly code: string;
  readonly problem: string;
}

interface Schema extends DBSchema {
  queue: { key: string; value: Queued; indexes: { order: number } };
  stuck: { key: string; value: Stuck };
  meta: { key: 'kept' | 'pin' | 'place' | 'key'; value: unknown };
}

async function openDevice() {
  const db = await openDB<Schema>('maillage-guichet', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('queue', { keyPath: 'id' }).createIndex('order', 'givenAt');
      fresh.createObjectStore('stuck', { keyPath: 'id' });
      fresh.createObjectStore('meta');
    },
  });
  const queue: Queue = {
    async first(most, notOf) {
      if (notOf.size === 0) return db.getAllFromIndex('queue', 'order', undefined, most);
      const all = await db.getAllFromIndex('queue', 'order');
      return all.filter(({ placeId }) => !notOf.has(placeId)).slice(0, most);
    },
    async done(id, turn) {
      const tx = db.transaction('queue', 'readwrite');
      if ((await tx.store.get(id))?.turn === turn) await tx.store.delete(id);
      await tx.done;
    },
    async refuse(id, turn, problem) {
      const tx = db.transaction(['queue', 'stuck'], 'readwrite');
      const item = await tx.objectStore('queue').get(id);
      if (item?.turn === turn) {
        await tx.objectStore('stuck').put({ id, code: item.code, problem });
        await tx.objectStore('queue').delete(id);
      }
      await tx.done;
    },
  };
  return {
    queue,
    /** Writes before anything is shown: what the person holds is on the device. */
    put: async (item: Queued): Promise<void> => {
      await db.put('queue', item);
    },
    waiting: () => db.count('queue'),
    stuck: () => db.getAll('stuck'),
    unstick: (id: string) => db.delete('stuck', id),
    kept: async () => ((await db.get('meta', 'kept')) as Kept | undefined) ?? null,
    keep: (kept: Kept) => db.put('meta', kept, 'kept'),
    pin: async () => ((await db.get('meta', 'pin')) as Pin | undefined) ?? null,
    setPin: async (pin: Pin | null): Promise<void> => {
      if (pin) await db.put('meta', pin, 'pin');
      else await db.delete('meta', 'pin');
    },
    place: async () => ((await db.get('meta', 'place')) as string | undefined) ?? '',
    setPlace: (id: string) => db.put('meta', id, 'place'),
  };
}

export type Device = Awaited<ReturnType<typeof openDevice>>;

let opened: Promise<Device> | null = null;

/** The device's own store, opened once. */
export function device(): Promise<Device> {
  opened ??= openDevice();
  return opened;
}

const ROUNDS = 100_000;

/** A code as it rests on the device. */
export async function digestPin(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS },
    key,
    256,
  );
  return new Uint8Array(bits);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
