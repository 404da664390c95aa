import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { newId } from '../db/ids.ts';
import { deliver } from './outbox.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(() => test.reset());

describe('an event that several parts answer', () => {
  it('is tried again for the part that failed alone', async () => {
    const event = { id: newId(), type: 'happened', payload: {} };
    const done: string[] = [];
    let down = true;
    const handlers = {
      mails: async () => void done.push('mails'),
      sealing: async () => {
        if (down) throw new Error('no disk');
        done.push('sealing');
      },
      webhooks: async () => void done.push('webhooks'),
    };
    await expect(deliver(test.db, handlers, event)).rejects.toThrow('no disk');
    expect(done).toEqual(['mails', 'webhooks']);
    down = false;
    await deliver(test.db, handlers, event);
    await deliver(test.db, handlers, event);
    expect(done).toEqual(['mails', 'webhooks', 'sealing']);
    // Another event of the same kind is another matter.
    await deliver(test.db, handlers, { ...event, id: newId() });
    expect(done).toHaveLength(6);
  });

  it('tells all that failed', async () => {
    const broken = async (): Promise<void> => {
      throw new Error('down');
    };
    const event = { id: newId(), type: 'happened', payload: {} };
    await expect(deliver(test.db, { a: broken, b: broken }, event)).rejects.toThrow('2 handlers');
  });
});
