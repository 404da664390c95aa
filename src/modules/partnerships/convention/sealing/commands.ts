import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Ctx, Scope } from '../../../../platform/access/access.ts';
import { newId } from '../../../../platform/db/ids.ts';
import type { Db } from '../../../../platform/db/schema.ts';
import {
  type DocumentFailure,
  type StoredDocument,
  storeDocument,
} from '../../../../platform/files/documents.ts';
import type { FileStore } from '../../../../platform/files/files.ts';
import type { UploadedFile } from '../../../../platform/http/upload.ts';
import { formatInstant, today } from '../../../../platform/i18n/messages.ts';
import { type EventHandler, emit, type StoredEvent } from '../../../../platform/jobs/outbox.ts';
import type { RenderPdf } from '../../../../platform/pdf/pdf.ts';
import { fail, ok, type Result } from '../../../../platform/result.ts';
import { type ConventionFailure, lockConvention } from '../commands.ts';
import { mayMoveConvention, obstacles } from '../domain.ts';
import { CONVENTION_SEALED, CONVENTION_SIGNED, conventionEvent } from '../events.ts';
import { noteEvent } from '../history/commands.ts';
import { mayWriteConvention } from '../policy.ts';
import { contentDigest, listSignatories, readConvention } from '../queries.ts';
import { issueLink } from '../signing/commands.ts';
import { printed } from './domain.ts';
import '../tables.ts';

const TEMPLATE = 'modules/partnerships/convention/sealing/convention.typ';

export interface Sealing {
  readonly db: Db;
  readonly files: FileStore;
  readonly pdf: RenderPdf;
  readonly publicUrl: string;
  /** The installation's secret: links rest sealed until their mail has left. */
  readonly secret: string;
}

/** The convention as a PDF of what it says now: to read before signing, not sealed. */
export async function renderConvention(
  db: Db,
  pdf: RenderPdf,
  id: string,
  now: Date,
): Promise<Buffer | null> {
  const found = await readConvention(db, id);
  if (!found) return null;
  const banner =
    found.status === 'draft'
      ? 'Projet : ce texte n’engage personne.'
      : found.way === 'paper'
        ? 'Signé à la main : la copie numérisée fait foi.'
        : '';
  const about = { reference: await referenceOf(db, found.partnershipId), number: found.number };
  const page = printed(found.content, found.signatories, { ...about, banner, seal: null });
  return pdf(TEMPLATE, page, now);
}

async function referenceOf(db: Db, partnershipId: string): Promise<string> {
  const row = await db
    .selectFrom('partnership')
    .select('reference')
    .where('id', '=', partnershipId)
    .executeTakeFirstOrThrow();
  return row.reference;
}

/**
 * Makes the document that everybody signed, once: a second call finds it made. It carries the
 * digest of the text, the signatories and their times; the digest of the file itself is kept here.
 */
export async function sealConvention(o: Sealing, id: string, now: Date): Promise<void> {
  const found = await readConvention(o.db, id);
  if (!found || found.sealedSha256 || found.way !== 'links') return;
  if (found.status !== 'signed' && found.status !== 'in-force') return;
  const reference = await referenceOf(o.db, found.partnershipId);
  const page = printed(found.content, found.signatories, {
    reference,
    number: found.number,
    banner: '',
    seal: {
      text: contentDigest(found.content),
      at: formatInstant('fr', now),
      verify: `${o.publicUrl}/conventions/verifier`,
    },
  });
  const file = o.pdf(TEMPLATE, page, now);
  const key = `conventions/${id}-${found.revision}.pdf`;
  await o.files.put(key, Readable.from(file));
  await o.db.transaction().execute(async (trx) => {
    const sealed = await trx
      .updateTable('convention')
      .set({
        sealed_key: key,
        sealed_sha256: createHash('sha256').update(file).digest('hex'),
        sealed_at: now,
        signed_on: today(now),
      })
      .where('id', '=', id)
      .where('sealed_sha256', 'is', null)
      .executeTakeFirst();
    if (sealed.numUpdatedRows === 0n) return;
    await noteEvent(trx, id, 'sealed');
    for (const person of found.signatories)
      await issueLink(trx, now, o.secret, person.id, found.revision, 'sealed');
    await emit(trx, { type: CONVENTION_SEALED, payload: { conventionId: id } });
  });
  await startConventions(o.db, now);
}

/** Seals a convention when all have signed; retried by the queue when it fails. */
export function sealingHandler(o: Sealing): EventHandler {
  const handle = async (event: StoredEvent): Promise<void> => {
    if (event.type !== CONVENTION_SIGNED) return;
    await sealConvention(o, conventionEvent.parse(event.payload).conventionId, new Date());
  };
  return Object.assign(handle, { wants: (type: string) => type === CONVENTION_SIGNED });
}

/** Puts signed conventions into force on their first day. Runs every night and after a sealing. */
export async function startConventions(db: Db, now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const started = await trx
      .updateTable('convention')
      .set((eb) => ({ status: 'in-force', version: eb('version', '+', 1), updated_at: now }))
      .where('status', '=', 'signed')
      .where((eb) => eb.or([eb('starts_on', 'is', null), eb('starts_on', '<=', today(now))]))
      .returning('id')
      .execute();
    for (const { id } of started) await noteEvent(trx, id, 'in-force');
    return started.length;
  });
}

/** What a scanned copy may be. */
const SCANS = ['pdf', 'png', 'jpg'];

/**
 * Takes an uploaded scan into the store and attaches it. It lies under a key of its own, so that
 * what is refused never takes the place of a copy that stands.
 * @param signedOn the last signature's day
 */
export async function takeScan(
  ctx: Ctx,
  scope: Scope<'conventions.write'>,
  files: FileStore,
  id: string,
  uploaded: UploadedFile | undefined,
  signedOn: string,
): Promise<Result<null, ConventionFailure | { code: DocumentFailure['code']; field: 'scan' }>> {
  const stored = await storeDocument(files, uploaded, `conventions/${id}-${newId()}-scan`, SCANS);
  if (!stored.ok) return fail({ code: stored.failure.code, field: 'scan' });
  const attached = await attachScan(ctx, scope, id, stored.value, signedOn);
  if (!attached.ok) await files.remove(stored.value.key);
  return attached;
}

/**
 * Takes a scanned copy that everybody signed by hand in place of signatures by link.
 * @param signedOn the last signature's day
 */
export async function attachScan(
  ctx: Ctx,
  scope: Scope<'conventions.write'>,
  id: string,
  scan: StoredDocument,
  signedOn: string,
): Promise<Result<null, ConventionFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await lockConvention(trx, id);
    if (!found) return fail({ code: 'not-found', field: 'form' });
    if (!mayWriteConvention(scope, found)) return fail({ code: 'out-of-scope', field: 'form' });
    if (!mayMoveConvention(found.status, 'signed', 'editor'))
      return fail({ code: 'move-not-allowed', field: 'form' });
    const [obstacle] = obstacles(found.content, await listSignatories(trx, id));
    if (obstacle) return fail({ code: obstacle, field: 'form' });
    const begun = !found.starts_on || found.starts_on <= today(ctx.now);
    await trx
      .updateTable('convention')
      .set({
        status: begun ? 'in-force' : 'signed',
        way: 'paper',
        scan_key: scan.key,
        scan_name: scan.fileName,
        scan_type: scan.type,
        scan_sha256: scan.sha256,
        signed_on: signedOn,
        version: found.version + 1,
        updated_at: ctx.now,
      })
      .where('id', '=', id)
      .execute();
    await noteEvent(trx, id, 'scanned', { by: scope.accountId });
    return ok(null);
  });
}
