import type { Ctx, Scope } from '../../../../platform/access/access.ts';
import { newId } from '../../../../platform/db/ids.ts';
import type { Trx } from '../../../../platform/db/schema.ts';
import { foldText } from '../../../../platform/db/search.ts';
import { emit } from '../../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../../platform/result.ts';
import { type ConventionFailure, lockConvention } from '../commands.ts';
import type { ConventionInput, SignatoryInput } from '../contract.ts';
import { type Content, OPEN, obstacles, SIGNING, statusOf } from '../domain.ts';
import { CONVENTION_SIGNED } from '../events.ts';
import { noteEvent } from '../history/commands.ts';
import { mayWriteConvention } from '../policy.ts';
import { listSignatories, materialDigest } from '../queries.ts';
import { issueLink, revokeLinks } from '../signing/commands.ts';
import '../tables.ts';

/**
 * Writes a convention's text and signatories. In the course of signing, a change voids exactly the
 * signatures of those whom it concerns: they get a new link that shows what changed. Everybody
 * else's stand.
 * @param version what the writer saw; a change made meanwhile is not overwritten
 * @returns how many signatures the change voided
 */
export async function saveConvention(
  ctx: Ctx,
  scope: Scope<'conventions.write'>,
  secret: string,
  id: string,
  version: number,
  input: ConventionInput,
): Promise<Result<{ voided: number }, ConventionFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await lockConvention(trx, id);
    if (!found) return fail({ code: 'not-found', field: 'form' });
    if (!mayWriteConvention(scope, found)) return fail({ code: 'out-of-scope', field: 'form' });
    if (!OPEN.includes(found.status)) return fail({ code: 'move-not-allowed', field: 'form' });
    if (found.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    if (samePersonTwice(input.signatories))
      return fail({ code: 'same-person-twice', field: 'signatories' });
    const content: Content = {
      title: input.title,
      startsOn: input.startsOn,
      endsOn: input.endsOn,
      parties: partiesFor(found.content, input),
      clauses: input.clauses,
    };
    const signing = SIGNING.includes(found.status);
    if (signing) {
      const [obstacle] = obstacles(content, input.signatories);
      if (obstacle) return fail({ code: obstacle, field: 'form' });
    }
    const text = JSON.stringify(content);
    const changed = text !== JSON.stringify(ordered(found.content));
    const revision = changed ? found.revision + 1 : found.revision;
    if (changed) {
      await trx
        .insertInto('convention_revision')
        .values({ convention_id: id, revision, content: text, changed_by: scope.accountId })
        .execute();
    }
    const touched = await writeSignatories(trx, ctx.now, id, input.signatories);
    if (!touched.ok) return touched;
    const voided = await voidSignatures(trx, ctx.now, id, content);
    const people = await listSignatories(trx, id);
    const standing = people.filter(({ state }) => state === 'signed').length;
    const status = signing ? statusOf(people.length, standing) : found.status;
    await trx
      .updateTable('convention')
      .set({
        content: text,
        revision,
        status,
        starts_on: content.startsOn,
        ends_on: content.endsOn,
        version: version + 1,
        updated_at: ctx.now,
      })
      .where('id', '=', id)
      .execute();
    if (changed) await noteEvent(trx, id, 'changed', { by: scope.accountId });
    for (const signatory of voided) await noteEvent(trx, id, 'voided', { signatory });
    if (signing) {
      // Whose signature fell, whose refusal may be over, and who is new at an address.
      const concerned = changed ? await openRefusals(trx, id) : [];
      const told = new Set([...voided, ...concerned, ...touched.value]);
      for (const signatory of told)
        await issueLink(trx, ctx.now, secret, signatory, revision, 'changed');
      if (status === 'signed')
        await emit(trx, { type: CONVENTION_SIGNED, payload: { conventionId: id } });
    }
    return ok({ voided: voided.length });
  });
}

/** The text with its keys in the order in which it is written. */
function ordered(content: Content): Content {
  return {
    title: content.title,
    startsOn: content.startsOn,
    endsOn: content.endsOn,
    parties: content.parties.map(({ side, organisation, identifier, address }) => ({
      side,
      organisation,
      identifier,
      address,
    })),
    clauses: content.clauses.map(({ key, title, body, concerns }) => ({
      key,
      title,
      body,
      concerns,
    })),
  };
}

/** A local authority is a party as soon as somebody signs for it. */
function partiesFor(before: Content, input: ConventionInput): Content['parties'] {
  const { parties } = ordered(before);
  const others = parties.filter(({ side }) => side !== 'community');
  if (!input.signatories.some(({ side }) => side === 'community')) return others;
  const known = parties.find(({ side }) => side === 'community');
  return [
    ...others,
    {
      side: 'community',
      organisation: input.community || known?.organisation || 'La collectivité',
      identifier: known?.identifier ?? '',
      address: known?.address ?? '',
    },
  ];
}

function samePersonTwice(people: readonly SignatoryInput[]): boolean {
  const distinct = (key: (person: SignatoryInput) => string): boolean =>
    new Set(people.map(key)).size === people.length;
  return !distinct(({ email }) => email) || !distinct(({ name }) => foldText(name));
}

/** @returns the signatories who must get a link because they, or their address, are new */
async function writeSignatories(
  trx: Trx,
  now: Date,
  conventionId: string,
  input: readonly SignatoryInput[],
): Promise<Result<string[], ConventionFailure>> {
  const before = await trx
    .selectFrom('convention_signatory')
    .select(['id', 'email', 'side'])
    .where('convention_id', '=', conventionId)
    .where('removed_at', 'is', null)
    .execute();
  const known = new Map(before.map((person) => [person.id, person]));
  const fresh: string[] = [];
  const kept = new Set(input.flatMap(({ id }) => (id ? [id] : [])));
  for (const id of kept)
    if (!known.has(id)) return fail({ code: 'signatory-unknown', field: 'signatories' });
  for (const { id } of before) {
    if (kept.has(id)) continue;
    await trx
      .updateTable('convention_signatory')
      .set({ removed_at: now })
      .where('id', '=', id)
      .execute();
    await revokeLinks(trx, now, id);
    await voidOne(trx, now, id);
  }
  // Two people may swap names or addresses: no line may stand in another's way meanwhile.
  for (const id of kept)
    await trx
      .updateTable('convention_signatory')
      .set({ email: id, name_folded: id })
      .where('id', '=', id)
      .execute();
  for (const [position, person] of input.entries()) {
    const values = {
      side: person.side,
      name: person.name,
      function: person.function,
      email: person.email,
      name_folded: foldText(person.name),
      position,
    };
    const was = person.id ? known.get(person.id) : undefined;
    if (was) {
      await trx.updateTable('convention_signatory').set(values).where('id', '=', was.id).execute();
      if (was.email !== person.email) {
        await revokeLinks(trx, now, was.id);
        const signed = await standing(trx, was.id);
        if (!signed) fresh.push(was.id);
      }
    } else {
      const id = newId();
      await trx
        .insertInto('convention_signatory')
        .values({
          id,
          convention_id: conventionId,
          ...values,
          told_at: null,
          refused_at: null,
          removed_at: null,
        })
        .execute();
      fresh.push(id);
    }
  }
  return ok(fresh);
}

async function standing(trx: Trx, signatoryId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('convention_signature')
    .select('id')
    .where('signatory_id', '=', signatoryId)
    .where('voided_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}

async function voidOne(trx: Trx, now: Date, signatoryId: string): Promise<void> {
  await trx
    .updateTable('convention_signature')
    .set({ voided_at: now })
    .where('signatory_id', '=', signatoryId)
    .where('voided_at', 'is', null)
    .execute();
}

/** Voids each signature whose signer saw other words than those that concern them now. */
async function voidSignatures(
  trx: Trx,
  now: Date,
  conventionId: string,
  content: Content,
): Promise<string[]> {
  const signatures = await trx
    .selectFrom('convention_signature as g')
    .innerJoin('convention_signatory as s', 's.id', 'g.signatory_id')
    .select(['g.material_sha256', 's.id', 's.side', 's.name', 's.function'])
    .where('g.convention_id', '=', conventionId)
    .where('g.voided_at', 'is', null)
    .where('s.removed_at', 'is', null)
    .execute();
  const fallen = signatures
    .filter((signature) => materialDigest(content, signature) !== signature.material_sha256)
    .map(({ id }) => id);
  for (const id of fallen) await voidOne(trx, now, id);
  return fallen;
}

/** Those who refused are asked again when the text changes. */
async function openRefusals(trx: Trx, conventionId: string): Promise<string[]> {
  const refused = await trx
    .updateTable('convention_signatory')
    .set({ refused_at: null })
    .where('convention_id', '=', conventionId)
    .where('removed_at', 'is', null)
    .where('refused_at', 'is not', null)
    .returning('id')
    .execute();
  return refused.map(({ id }) => id);
}
