import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { seal } from '../../../../platform/access/seal.ts';
import { newId } from '../../../../platform/db/ids.ts';
import type { Db, Trx } from '../../../../platform/db/schema.ts';
import { emit } from '../../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../../platform/result.ts';
import { SIGNING, statusOf } from '../domain.ts';
import { CODE_ISSUED, CONVENTION_REFUSED, CONVENTION_SIGNED, LINK_ISSUED } from '../events.ts';
import { noteEvent } from '../history/commands.ts';
import { listSignatories, materialDigest } from '../queries.ts';
import { CODE_MINUTES, CODE_TRIES, LINK_DAYS } from './domain.ts';
import { linkDigest } from './queries.ts';
import '../tables.ts';

export type LinkReason = 'invitation' | 'changed' | 'reminder' | 'asked' | 'address' | 'sealed';

/** Makes a personal link in the caller's transaction; its mail leaves after the commit. */
export async function issueLink(
  trx: Db,
  now: Date,
  installationSecret: string,
  signatoryId: string,
  revision: number,
  why: LinkReason,
): Promise<void> {
  const secret = randomBytes(24).toString('base64url');
  await trx
    .insertInto('convention_link')
    .values({
      id: newId(),
      signatory_id: signatoryId,
      secret_hash: linkDigest(secret),
      revision,
      expires_at: new Date(now.getTime() + LINK_DAYS * 86_400_000),
      revoked_at: null,
    })
    .execute();
  await trx
    .updateTable('convention_signatory')
    .set((eb) => ({
      told_at: now,
      ...(why === 'reminder' ? { reminders: eb('reminders', '+', 1) } : {}),
    }))
    .where('id', '=', signatoryId)
    .execute();
  const sealedSecret = seal(installationSecret, secret);
  await emit(trx, { type: LINK_ISSUED, payload: { signatoryId, sealedSecret, why } });
}

/** Makes the links and the code that somebody has useless. */
export async function revokeLinks(trx: Db, now: Date, signatoryId: string): Promise<void> {
  await trx
    .updateTable('convention_link')
    .set({ revoked_at: now })
    .where('signatory_id', '=', signatoryId)
    .where('revoked_at', 'is', null)
    .execute();
  await trx.deleteFrom('convention_code').where('signatory_id', '=', signatoryId).execute();
}

export interface SigningFailure {
  readonly code:
    | 'link-closed'
    | 'changed-meanwhile'
    | 'code-wrong'
    | 'code-expired'
    | 'code-spent'
    | 'already-signed';
  readonly field: string;
}

interface Behind {
  readonly secret: string;
  readonly now: Date;
}

/**
 * Locks the convention behind a link; null when the link opens nothing (any more). An expired link
 * is good for one thing: asking for a new one.
 */
async function lockByLink(trx: Trx, { secret, now }: Behind, expiredToo = false) {
  const link = await trx
    .selectFrom('convention_link as l')
    .innerJoin('convention_signatory as s', 's.id', 'l.signatory_id')
    .select(['s.id', 's.convention_id', 'l.expires_at'])
    .where('l.secret_hash', '=', linkDigest(secret))
    .where('l.revoked_at', 'is', null)
    .where('s.removed_at', 'is', null)
    .executeTakeFirst();
  if (!link || (!expiredToo && link.expires_at < now)) return null;
  const convention = await trx
    .selectFrom('convention')
    .select(['id', 'status', 'revision', 'content', 'version'])
    .where('id', '=', link.convention_id)
    .forUpdate()
    .executeTakeFirst();
  if (!convention || !SIGNING.includes(convention.status)) return null;
  // Read again under the lock: the line may have been removed or corrected meanwhile.
  const people = await listSignatories(trx, convention.id);
  const me = people.find((person) => person.id === link.id);
  const { revoked_at } = await trx
    .selectFrom('convention_link')
    .select('revoked_at')
    .where('secret_hash', '=', linkDigest(secret))
    .executeTakeFirstOrThrow();
  return me && !revoked_at ? { convention, me, people } : null;
}

/** Sends a code of six digits to the signatory's address; the one before is void. */
export async function askForCode(
  db: Db,
  behind: Behind,
  installationSecret: string,
): Promise<Result<null, SigningFailure>> {
  return db.transaction().execute(async (trx) => {
    const found = await lockByLink(trx, behind);
    if (!found) return fail({ code: 'link-closed', field: 'form' });
    if (found.me.state === 'signed') return fail({ code: 'already-signed', field: 'form' });
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const row = {
      code_hash: codeDigest(installationSecret, found.me.id, code),
      expires_at: new Date(behind.now.getTime() + CODE_MINUTES * 60_000),
      tries: 0,
    };
    await trx
      .insertInto('convention_code')
      .values({ signatory_id: found.me.id, ...row })
      .onConflict((conflict) => conflict.column('signatory_id').doUpdateSet(row))
      .execute();
    await emit(trx, {
      type: CODE_ISSUED,
      payload: { signatoryId: found.me.id, sealedCode: seal(installationSecret, code) },
    });
    return ok(null);
  });
}

function codeDigest(secret: string, signatoryId: string, code: string): string {
  return createHmac('sha256', secret).update(`convention ${signatoryId} ${code}`).digest('hex');
}

/**
 * Signs what was on the signer's page.
 * @param seen digest of what concerns this person in the text that they had before their eyes:
 *   when the text says something else by now, nothing is signed and the page shows what changed
 */
export async function signConvention(
  db: Db,
  behind: Behind,
  installationSecret: string,
  input: { readonly code: string; readonly seen: string },
): Promise<Result<{ complete: boolean }, SigningFailure>> {
  // A wrong try must be counted although nothing else is written: no early way out of the
  // transaction rolls it back.
  return db.transaction().execute(async (trx) => {
    const found = await lockByLink(trx, behind);
    if (!found) return fail({ code: 'link-closed', field: 'form' });
    const { convention, me, people } = found;
    if (me.state === 'signed') return fail({ code: 'already-signed', field: 'form' });
    const material = materialDigest(convention.content, me);
    if (material !== input.seen) return fail({ code: 'changed-meanwhile', field: 'form' });
    const known = await checkCode(trx, behind.now, installationSecret, me.id, input.code);
    if (!known.ok) return known;
    await trx.deleteFrom('convention_code').where('signatory_id', '=', me.id).execute();
    await trx
      .insertInto('convention_signature')
      .values({
        id: newId(),
        signatory_id: me.id,
        convention_id: convention.id,
        revision: convention.revision,
        material_sha256: material,
        name: me.name,
        function: me.function,
        email: me.email,
        signed_at: behind.now,
        voided_at: null,
      })
      .execute();
    await trx
      .updateTable('convention_signatory')
      .set({ refused_at: null, refused_reason: '' })
      .where('id', '=', me.id)
      .execute();
    const standing = people.filter(({ state }) => state === 'signed').length + 1;
    const status = statusOf(people.length, standing);
    await trx
      .updateTable('convention')
      .set({ status, version: convention.version + 1, updated_at: behind.now })
      .where('id', '=', convention.id)
      .execute();
    await noteEvent(trx, convention.id, 'signed', { signatory: me.id });
    if (status === 'signed')
      await emit(trx, { type: CONVENTION_SIGNED, payload: { conventionId: convention.id } });
    return ok({ complete: status === 'signed' });
  });
}

async function checkCode(
  trx: Trx,
  now: Date,
  installationSecret: string,
  signatoryId: string,
  typed: string,
): Promise<Result<null, SigningFailure>> {
  const row = await trx
    .selectFrom('convention_code')
    .selectAll()
    .where('signatory_id', '=', signatoryId)
    .executeTakeFirst();
  if (!row || row.expires_at < now) return fail({ code: 'code-expired', field: 'code' });
  if (row.tries >= CODE_TRIES) return fail({ code: 'code-spent', field: 'code' });
  const digest = codeDigest(installationSecret, signatoryId, typed.replace(/\D/g, ''));
  if (timingSafeEqual(Buffer.from(digest), Buffer.from(row.code_hash))) return ok(null);
  await trx
    .updateTable('convention_code')
    .set({ tries: row.tries + 1 })
    .where('signatory_id', '=', signatoryId)
    .execute();
  return fail({ code: 'code-wrong', field: 'code' });
}

/** Refuses, with a reason that the operator reads; a later change of the text asks again. */
export async function refuseConvention(
  db: Db,
  behind: Behind,
  reason: string,
): Promise<Result<null, SigningFailure>> {
  return db.transaction().execute(async (trx) => {
    const found = await lockByLink(trx, behind);
    if (!found) return fail({ code: 'link-closed', field: 'form' });
    const { convention, me } = found;
    if (me.state === 'signed') return fail({ code: 'already-signed', field: 'form' });
    await trx
      .updateTable('convention_signatory')
      .set({ refused_at: behind.now, refused_reason: reason })
      .where('id', '=', me.id)
      .execute();
    await noteEvent(trx, convention.id, 'refused', { signatory: me.id, detail: reason });
    await emit(trx, {
      type: CONVENTION_REFUSED,
      payload: { conventionId: convention.id, signatoryId: me.id },
    });
    return ok(null);
  });
}

/** Sends a new link to the address on record, for an old one that has expired. */
export async function askForLink(
  db: Db,
  behind: Behind,
  installationSecret: string,
): Promise<Result<null, SigningFailure>> {
  return db.transaction().execute(async (trx) => {
    const found = await lockByLink(trx, behind, true);
    if (!found || found.me.state === 'signed') return fail({ code: 'link-closed', field: 'form' });
    const { id } = found.me;
    await issueLink(trx, behind.now, installationSecret, id, found.convention.revision, 'asked');
    await noteEvent(trx, found.convention.id, 'link-asked', { signatory: id });
    return ok(null);
  });
}
