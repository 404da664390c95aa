import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
} from '../../../../../tests/support/factories.ts';
import type { Actor } from '../../../../platform/access/access.ts';
import { newId } from '../../../../platform/db/ids.ts';
import { diskStore } from '../../../../platform/files/files.ts';
import { typstPdf } from '../../../../platform/pdf/pdf.ts';
import { prepareConvention } from '../commands.ts';
import { conventionInput } from '../contract.ts';
import { saveConvention } from '../editing/commands.ts';
import { contentDigest, materialDigest, readConvention } from '../queries.ts';
import { attachScan, renderConvention, sealConvention, startConventions } from './commands.ts';
import { conventionFile, findSealed } from './queries.ts';

const folder = mkdtempSync(join(tmpdir(), 'maillage-seal-'));
const files = diskStore(folder);
const pdf = typstPdf(join(import.meta.dirname, '../../../..'));
let test: TestDatabase;
let lead: Actor;
let id: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await test.close();
});

const scope = () => need(lead, 'conventions.write');
const ctx = () => ctxOf(test.db, lead);

beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partnerId = await makePartner(test.db, lead, '23096', 'Le Relais & les «Amis» <b>');
  const partnership = await makePartnership(test.db, lead, partnerId, '23', 'agreed', {
    startsOn: '2026-07-01',
    endsOn: '2028-06-30',
  });
  const made = await prepareConvention(ctx(), scope(), partnership);
  if (!made.ok) throw new Error(made.failure.code);
  id = made.value.id;
  const draft = await readConvention(test.db, id);
  const saved = await saveConvention(
    ctx(),
    scope(),
    'secret',
    id,
    1,
    conventionInput.parse({
      ...draft?.content,
      clauses: [{ key: 'object', title: 'Objet', body: 'Des ateliers.\n\n#panic() *gras*' }],
      signatories: [
        { side: 'operator', name: 'Dominique Un', function: 'Déléguée', email: 'a@example.org' },
        { side: 'partner', name: 'Claude Deux', function: 'Présidente', email: 'b@example.org' },
      ],
    }),
  );
  if (!saved.ok) throw new Error(saved.failure.code);
});

async function textOf(file: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)), {
    mergePages: true,
  });
  return text.replace(/\s+/g, ' ');
}

/** As if everybody had signed. */
async function allSign(): Promise<void> {
  const found = await readConvention(test.db, id);
  for (const person of found?.signatories ?? []) {
    await test.db
      .insertInto('convention_signature')
      .values({
        id: newId(),
        signatory_id: person.id,
        convention_id: id,
        revision: found?.revision ?? 0,
        material_sha256: found ? materialDigest(found.content, person) : '',
        name: person.name,
        function: person.function,
        email: person.email,
        signed_at: NOW,
        voided_at: null,
      })
      .execute();
  }
  await test.db.updateTable('convention').set({ status: 'signed' }).execute();
}

it('says of a draft that it binds nobody, and shows markup as text', async () => {
  const file = await renderConvention(test.db, pdf, id, NOW);
  const text = await textOf(file ?? Buffer.alloc(0));
  expect(text).toContain('ce texte n’engage personne');
  expect(text).toContain('#panic() *gras*');
  expect(text).toContain('Le Relais & les «Amis» <b>');
  expect(file?.toString('latin1')).toContain('pdfuaid:part>1<');
});

it('seals what was signed once, with digest, names and times, and knows the file again', async () => {
  await allSign();
  const sealing = {
    db: test.db,
    files,
    pdf,
    publicUrl: 'https://maillage.example.org',
    secret: 'x',
  };
  await sealConvention(sealing, id, NOW);
  const kept = await conventionFile(test.db, id, 'sealed');
  const stream = await files.get(kept?.key ?? 'none');
  const file = stream ? await buffer(stream) : Buffer.alloc(0);
  const found = await readConvention(test.db, id);
  const text = await textOf(file);
  expect(text).toContain('Claude Deux');
  expect(text).toContain('Signé le 15 juin 2026 à 12:00');
  expect(text.replace(/ /g, '')).toContain(found ? contentDigest(found.content) : 'none');
  const sha256 = createHash('sha256').update(file).digest('hex');
  expect(found).toMatchObject({ sealedSha256: sha256, status: 'signed' });
  expect(await findSealed(test.db, sha256)).toMatchObject({ number: 1, status: 'signed' });
  expect(await findSealed(test.db, sha256.replace(/^./, '0'))).toBeNull();
  await sealConvention(sealing, id, new Date(NOW.getTime() + 1000));
  expect((await readConvention(test.db, id))?.sealedSha256).toBe(sha256);
});

it('does not seal what somebody has not signed', async () => {
  await sealConvention({ db: test.db, files, pdf, publicUrl: '', secret: 'x' }, id, NOW);
  expect((await readConvention(test.db, id))?.sealedSha256).toBeNull();
});

it('comes into force on its first day, not before', async () => {
  await allSign();
  expect(await startConventions(test.db, NOW)).toBe(0);
  expect(await startConventions(test.db, new Date('2026-07-01T01:00:00Z'))).toBe(1);
  expect((await readConvention(test.db, id))?.status).toBe('in-force');
});

it('takes a scanned copy in place of links, once', async () => {
  const scan = {
    key: 'documents/scan',
    fileName: 'signée.pdf',
    type: 'application/pdf',
    size: 1,
    sha256: 'x',
  };
  expect(await attachScan(ctx(), scope(), id, scan, '2026-06-14')).toMatchObject({ ok: true });
  expect(await readConvention(test.db, id)).toMatchObject({
    status: 'signed',
    way: 'paper',
    scanName: 'signée.pdf',
    signedOn: '2026-06-14',
  });
  expect(await attachScan(ctx(), scope(), id, scan, '2026-06-14')).toMatchObject({
    failure: { code: 'move-not-allowed' },
  });
});
