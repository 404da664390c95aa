import { randomBytes } from 'node:crypto';
import { type Ctx, coversDepartment, type Scope } from '../../../platform/access/access.ts';
import { seal } from '../../../platform/access/seal.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { allOrNothing } from '../../../platform/db/transaction.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { workingDaysAfter } from '../../alliance/public.ts';
import { addContact, createPartner, partnerInput } from '../../partners/public.ts';
import { findCommune } from '../../territories/public.ts';
import { createPartnership } from '../commands.ts';
import { partnershipInput } from '../contract.ts';
import { JOIN_ANSWERED, JOIN_ASKED } from '../events.ts';
import type { JoinAcceptance, JoinInput, JoinRefusal } from './contract.ts';
import { ANSWER_DAYS, type Numbers } from './domain.ts';
import { followDigest, type OrganisationCheck, sameOrganisation } from './queries.ts';
import '../tables.ts';

export interface JoinFailure {
  readonly code:
    | 'commune-unknown'
    | 'commune-ambiguous'
    | 'not-found'
    | 'out-of-scope'
    | 'siret-taken'
    | 'organisation-closed'
    | 'move-not-allowed';
  readonly field: string;
}

/** What came of a request: a new one, or the same person's earlier one that still waits. */
export interface Asked {
  readonly id: string;
  readonly secret: string;
  readonly departmentCode: string;
  readonly dueOn: string;
  /** The earlier one waits: only its own mailbox gets the link again. */
  readonly again: boolean;
}

/**
 * Takes a request to join from the public: it goes to whoever looks after the commune's
 * department. The secret of the follow-up link is not kept in clear; it also leaves by mail.
 * @param installationSecret seals the link until its mail has left
 */
export async function askToJoin(
  ctx: Ctx,
  input: JoinInput,
  check: OrganisationCheck,
  installationSecret: string,
): Promise<Result<Asked, JoinFailure>> {
  const commune = await findCommune(ctx.db, input.commune);
  if (commune.kind !== 'one') {
    return fail({
      code: commune.kind === 'none' ? 'commune-unknown' : 'commune-ambiguous',
      field: 'commune',
    });
  }
  const { siret, rna } = input;
  const numbers: Numbers = { siret, siren: siret?.slice(0, 9) ?? input.siren, rna };
  if (check.closed)
    return fail({
      code: 'organisation-closed',
      field: siret ? 'siret' : numbers.siren ? 'siren' : 'rna',
    });
  const { code, departmentCode } = commune.commune;
  const secret = randomBytes(18).toString('base64url');
  const email = input.contactEmail.toLowerCase();
  const sealedSecret = seal(installationSecret, secret);
  return ctx.db.transaction().execute(async (trx) => {
    const waiting = await sameOrganisation(trx, input.organisation, numbers, code);
    const own = waiting.find((row) => row.contact_email === email);
    if (own) {
      await trx
        .updateTable('join_request')
        .set({ follow_hash: followDigest(secret) })
        .where('id', '=', own.id)
        .execute();
      await emit(trx, {
        type: JOIN_ASKED,
        payload: { joinRequestId: own.id, sealedSecret, again: true },
      });
      return ok({ id: own.id, secret, departmentCode, dueOn: own.due_on, again: true });
    }
    const id = newId();
    const dueOn = workingDaysAfter(today(ctx.now), ANSWER_DAYS);
    await trx
      .insertInto('join_request')
      .values({
        id,
        organisation: input.organisation,
        ...numbers,
        contact_name: input.contactName,
        contact_email: email,
        commune_code: code,
        department_code: departmentCode,
        commitment: input.commitment,
        message: input.message,
        locale: ctx.locale,
        partner_id: null,
        follow_hash: followDigest(secret),
        answered_by: null,
        answered_at: null,
        due_on: dueOn,
        reminded_at: null,
        escalated_at: null,
        checked: check.checked,
        listed_name: check.listedName,
        listed_siren: check.listedSiren,
        duplicate_of: waiting[0]?.id ?? null,
        partnership_id: null,
        refusal: null,
      })
      .execute();
    await emit(trx, { type: JOIN_ASKED, payload: { joinRequestId: id, sealedSecret } });
    return ok({ id, secret, departmentCode, dueOn, again: false });
  });
}

interface Accepted {
  readonly partnerId: string;
  readonly partnershipId: string;
}

/**
 * Accepts a request, once: the organisation becomes a partner with its contact, or is one already,
 * and an idea of a partnership begins. All of it or nothing; it is told by mail.
 */
export async function acceptJoin(
  ctx: Ctx,
  scopes: {
    readonly answer: Scope<'join.answer'>;
    readonly partners: Scope<'partners.write'>;
    readonly partnerships: Scope<'partnerships.write'>;
  },
  id: string,
  input: JoinAcceptance,
): Promise<Result<Accepted, JoinFailure>> {
  return allOrNothing<Accepted, JoinFailure>(ctx.db, async (db) => {
    const inside = { ...ctx, db };
    const found = await lockWaiting(db, scopes.answer, id);
    if (!found.ok) return found;
    const request = found.value;
    const partner = input.partnerId
      ? ok(input.partnerId)
      : await newPartner(inside, scopes.partners, request, input.kind);
    if (!partner.ok) return partner;
    const partnerId = partner.value;
    const contact = await addContact(inside, scopes.partners, partnerId, {
      name: request.contact_name,
      function: '',
      email: request.contact_email,
      phone: null,
    });
    if (!contact.ok) return fail({ code: 'out-of-scope', field: 'partnerId' });
    const made = await createPartnership(
      inside,
      scopes.partnerships,
      partnershipInput.parse({
        title: input.title,
        type: input.type,
        commitment: request.commitment,
        partnerId,
        departmentCode: request.department_code,
        summary: request.message,
        territories: [{ kind: 'commune', code: request.commune_code }],
      }),
    );
    if (!made.ok) return fail({ code: 'out-of-scope', field: 'title' });
    await close(inside, scopes.answer, id, {
      status: 'accepted',
      answer: input.answer,
      partner_id: partnerId,
      partnership_id: made.value.id,
    });
    return ok({ partnerId, partnershipId: made.value.id });
  });
}

/** Refuses a request, once, with a reason and other doors; the organisation is told by mail. */
export async function refuseJoin(
  ctx: Ctx,
  scope: Scope<'join.answer'>,
  id: string,
  input: JoinRefusal,
): Promise<Result<null, JoinFailure>> {
  return allOrNothing<null, JoinFailure>(ctx.db, async (db) => {
    const found = await lockWaiting(db, scope, id);
    if (!found.ok) return found;
    await close({ ...ctx, db }, scope, id, {
      status: 'refused',
      answer: input.why,
      refusal: input.refusal,
      doors: [...input.doors],
    });
    return ok(null);
  });
}

async function lockWaiting(trx: Trx, scope: Scope<'join.answer'>, id: string) {
  const found = await trx
    .selectFrom('join_request')
    .select([
      'organisation',
      'siret',
      'siren',
      'rna',
      'contact_name',
      'contact_email',
      'commune_code',
      'department_code',
      'commitment',
      'message',
      'status',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!found || !coversDepartment(scope, found.department_code))
    return fail({ code: 'not-found' as const, field: 'form' });
  if (found.status !== 'new') return fail({ code: 'move-not-allowed' as const, field: 'form' });
  return ok(found);
}

type Waiting = Extract<Awaited<ReturnType<typeof lockWaiting>>, { readonly ok: true }>['value'];

async function newPartner(
  inside: Ctx,
  scope: Scope<'partners.write'>,
  found: Waiting,
  kind: JoinAcceptance['kind'],
): Promise<Result<string, JoinFailure>> {
  const made = await createPartner(
    inside,
    scope,
    partnerInput.parse({
      name: found.organisation,
      kind,
      siret: found.siret ?? '',
      siren: found.siren ?? '',
      rna: found.rna ?? '',
      communeCode: found.commune_code,
    }),
    // The delegate saw the records that look alike on the page and chose a new one.
    { confirmed: true },
  );
  if (made.ok) return ok(made.value.id);
  const taken = made.failure.code === 'siret-taken';
  return fail({ code: taken ? 'siret-taken' : 'out-of-scope', field: 'partnerId' });
}

async function close(
  inside: Ctx & { readonly db: Trx },
  scope: Scope<'join.answer'>,
  id: string,
  answer: {
    readonly status: 'accepted' | 'refused';
    readonly answer: string;
    readonly partner_id?: string;
    readonly partnership_id?: string;
    readonly refusal?: string;
    readonly doors?: string[];
  },
): Promise<void> {
  await inside.db
    .updateTable('join_request')
    .set({ ...answer, answered_by: scope.accountId, answered_at: inside.now })
    .where('id', '=', id)
    .execute();
  await emit(inside.db, { type: JOIN_ANSWERED, payload: { joinRequestId: id } });
}
