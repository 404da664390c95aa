import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner } from '../../../../tests/support/factories.ts';
import { type Actor, authorize } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { diskStore, type FileStore } from '../../../platform/files/files.ts';
import { listPartnerEvents } from '../dossier/queries.ts';
import { addDocument, forgetRemoved, removeDocument } from './commands.ts';
import { documentInput } from './contract.ts';

let test: TestDatabase;
let folder: string;
let files: FileStore;
let lead: Actor;
let own: Actor;
let partner: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  folder = mkdtempSync(join(tmpdir(), 'maillage-papers-'));
  files = diskStore(folder);
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partner = await makePartner(test.db, lead, '23096');
  own = await makeAccount(test.db, 'partner-admin', 'organisation', partner);
});

async function add(by: Actor, key: string, more: Record<string, unknown> = {}): Promise<string> {
  const input = documentInput.parse({ kind: 'statutes', ...more });
  const stored = { key, fileName: 'a.pdf', type: 'application/pdf', size: 1, sha256: '' };
  const scope = need(by, 'partners.write');
  const done = await addDocument(ctxOf(test.db, by), scope, partner, input, stored);
  if (!done.ok) throw new Error(done.failure.code);
  return done.value.id;
}

const kindsSeenBy = async (reader: Actor): Promise<string[]> =>
  (
    await listPartnerEvents(
      test.db,
      need(reader, 'partners.read'),
      authorize(reader, 'private-documents.read'),
      partner,
    )
  ).map(({ kind }) => kind);

describe('a paper for the operator’s eyes', () => {
  it('is one only when the operator puts it there: a partner reads of what it handed in', async () => {
    await add(own, newId(), { private: true });
    expect(await kindsSeenBy(own)).toContain('document-added');
    const kept = await test.db.selectFrom('partner_document').select('private').execute();
    expect(kept).toEqual([{ private: false }]);
  });

  it('leaves no line that the partner reads', async () => {
    await add(lead, newId(), { private: true });
    expect(await kindsSeenBy(own)).not.toContain('document-added');
    expect(await kindsSeenBy(lead)).toContain('document-added');
  });
});

describe('a removed paper', () => {
  const later = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);

  it('is kept for thirty days, then forgotten with its content', async () => {
    const key = `partners/${newId()}`;
    await files.put(key, Readable.from(['content']));
    const id = await add(lead, key);
    await removeDocument(ctxOf(test.db, lead), need(lead, 'partners.write'), partner, id);
    expect(await forgetRemoved(test.db, files, later(29))).toBe(0);
    expect(await files.size(key)).toBe(7);
    expect(await forgetRemoved(test.db, files, later(31))).toBe(1);
    expect(await files.size(key)).toBeNull();
    expect(await test.db.selectFrom('partner_document').select('id').execute()).toEqual([]);
    expect(await kindsSeenBy(lead)).toContain('document-removed');
  });

  it('leaves a content that another paper has', async () => {
    const key = `partners/${newId()}`;
    await files.put(key, Readable.from(['content']));
    const removed = await add(lead, key);
    await add(lead, key);
    await removeDocument(ctxOf(test.db, lead), need(lead, 'partners.write'), partner, removed);
    expect(await forgetRemoved(test.db, files, later(31))).toBe(1);
    expect(await files.size(key)).toBe(7);
  });
});
