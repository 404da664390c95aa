import { createHash } from 'node:crypto';
import type { Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { readSetting } from '../../../platform/db/setting.ts';
import { formatDay, formatNumber } from '../../../platform/i18n/messages.ts';
import { territoryNames } from '../../territories/public.ts';
import { TYPE_SHEETS } from '../types/domain.ts';
import { fr as typeWords } from '../types/messages.fr.ts';
import { type Content, type ConventionStatus, materialFor, type Signer } from './domain.ts';
import { mayReadConvention } from './policy.ts';
import type { DraftFacts } from './template/domain.ts';
import '../tables.ts';
import './tables.ts';

/** SHA-256 of what a signature of this person stands for, hexadecimal. */
export function materialDigest(content: Content, signer: Signer): string {
  return createHash('sha256').update(materialFor(content, signer)).digest('hex');
}

/** SHA-256 of a whole text, as the sealed document carries it. */
export function contentDigest(content: Content): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Who the operator is on paper. */
export interface Operator {
  readonly name: string;
  readonly identifier: string;
  readonly address: string;
}
export const OPERATOR_SETTING = 'alliance.operator';

/** The operator as conventions name it; a neutral name until the national team has given its own. */
export async function operatorOf(db: Db): Promise<Operator> {
  return (
    (await readSetting<Operator>(db, OPERATOR_SETTING)) ?? {
      name: 'L’opérateur du réseau',
      identifier: '',
      address: '',
    }
  );
}

/** What a template is filled with, from the record; a convention is written in French. */
export async function conventionFacts(db: Db, partnershipId: string): Promise<DraftFacts> {
  const row = await db
    .selectFrom('partnership as s')
    .innerJoin('partner as p', 'p.id', 's.partner_id')
    .leftJoin('commune as c', 'c.code', 'p.commune_code')
    .select([
      's.title',
      's.reference',
      's.summary',
      's.type',
      's.details',
      's.starts_on',
      's.ends_on',
      'p.name',
      'p.siret',
      'p.siren',
      'p.rna',
      'p.address',
      'p.postal_code',
      'c.name as commune',
    ])
    .where('s.id', '=', partnershipId)
    .executeTakeFirstOrThrow();
  const [operator, refs, places, objectives] = await Promise.all([
    operatorOf(db),
    db
      .selectFrom('partnership_territory')
      .select(['territory_kind as kind', 'territory_code as code'])
      .where('partnership_id', '=', partnershipId)
      .orderBy('territory_kind')
      .orderBy('territory_code')
      .execute(),
    db
      .selectFrom('partnership_place as t')
      .innerJoin('place as l', 'l.id', 't.place_id')
      .select('l.name')
      .where('t.partnership_id', '=', partnershipId)
      .orderBy('l.name')
      .execute(),
    db
      .selectFrom('partnership_objective')
      .select(['label', 'target', 'unit'])
      .where('partnership_id', '=', partnershipId)
      .orderBy('position')
      .execute(),
  ]);
  const territories = await territoryNames(db, refs);
  const identifier = row.siret ?? row.siren ?? row.rna ?? '';
  const address = [row.address, `${row.postal_code} ${row.commune ?? ''}`.trim()]
    .filter(Boolean)
    .join(', ');
  const facts: Record<string, string | null> = {
    'operateur.nom': operator.name,
    'partenaire.nom': row.name,
    'partenaire.identifiant': identifier,
    'partenaire.adresse': address,
    'partenariat.titre': row.title,
    'partenariat.reference': row.reference,
    'partenariat.resume': row.summary,
    'partenariat.territoires': territories.map(({ name }) => name).join(', '),
    'partenariat.lieux': places.map(({ name }) => name).join(', '),
    'partenariat.objectifs': objectives
      .map(({ label, target, unit }) =>
        target === null
          ? `– ${label}`
          : `– ${label} : ${formatNumber('fr', target)} ${unit}`.trim(),
      )
      .join('\n'),
    'partenariat.debut': row.starts_on ? formatDay('fr', row.starts_on) : null,
    'partenariat.fin': row.ends_on ? formatDay('fr', row.ends_on) : null,
  };
  const options: Readonly<Record<string, string>> = typeWords.options;
  for (const field of TYPE_SHEETS[row.type].fields) {
    const value = row.details[field.key];
    facts[`fiche.${field.key}`] =
      value === undefined
        ? null
        : typeof value === 'number'
          ? `${formatNumber('fr', value, 2)}${field.kind === 'euros' ? ' €' : ''}`
          : (options[value] ?? value);
  }
  return {
    facts,
    title: `Convention de partenariat – ${row.title}`,
    partnership: row.title,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    parties: [
      {
        side: 'operator',
        organisation: operator.name,
        identifier: operator.identifier,
        address: operator.address,
      },
      { side: 'partner', organisation: row.name, identifier, address },
    ],
  };
}

export type SignatoryState = 'waiting' | 'signed' | 'voided' | 'refused';

export interface Signatory extends Signer {
  readonly id: string;
  readonly email: string;
  readonly state: SignatoryState;
  readonly signedAt: string | null;
  readonly refusedReason: string;
  readonly toldAt: string | null;
  readonly reminders: number;
}

export interface Convention {
  readonly id: string;
  readonly partnershipId: string;
  readonly number: number;
  readonly status: ConventionStatus;
  readonly revision: number;
  readonly version: number;
  readonly templateVersion: number;
  readonly way: 'links' | 'paper';
  readonly content: Content;
  readonly signatories: readonly Signatory[];
  readonly sealedSha256: string | null;
  readonly sealedAt: string | null;
  readonly scanName: string | null;
  readonly signedOn: string | null;
  readonly reason: string;
  readonly createdAt: string;
}

/** The signatories of a convention with where each stands, in their order on paper. */
export async function listSignatories(db: Db, conventionId: string): Promise<Signatory[]> {
  const [people, signatures] = await Promise.all([
    db
      .selectFrom('convention_signatory')
      .selectAll()
      .where('convention_id', '=', conventionId)
      .where('removed_at', 'is', null)
      .orderBy('position')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('convention_signature')
      .select(['signatory_id', 'signed_at', 'voided_at'])
      .where('convention_id', '=', conventionId)
      .orderBy('signed_at')
      .execute(),
  ]);
  return people.map((person) => {
    const own = signatures.filter((signature) => signature.signatory_id === person.id);
    const valid = own.find((signature) => signature.voided_at === null);
    const state: SignatoryState = valid
      ? 'signed'
      : person.refused_at
        ? 'refused'
        : own.length > 0
          ? 'voided'
          : 'waiting';
    return {
      id: person.id,
      side: person.side,
      name: person.name,
      function: person.function,
      email: person.email,
      state,
      signedAt: valid?.signed_at.toISOString() ?? null,
      refusedReason: person.refused_reason,
      toldAt: person.told_at?.toISOString() ?? null,
      reminders: person.reminders,
    };
  });
}

/** One convention with its signatories; the caller has read the partnership. */
export async function readConvention(db: Db, id: string): Promise<Convention | null> {
  if (!isUuid(id)) return null;
  const row = await db.selectFrom('convention').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    partnershipId: row.partnership_id,
    number: row.number,
    status: row.status,
    revision: row.revision,
    version: row.version,
    templateVersion: row.template_version,
    way: row.way,
    content: row.content,
    signatories: await listSignatories(db, row.id),
    sealedSha256: row.sealed_sha256,
    sealedAt: row.sealed_at?.toISOString() ?? null,
    scanName: row.scan_name,
    signedOn: row.signed_on,
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
  };
}

export interface ConventionHead {
  readonly id: string;
  readonly number: number;
  readonly status: ConventionStatus;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}

/** A partnership's conventions, latest first; none when this actor may not read them. */
export async function listConventions(
  db: Db,
  scope: Scope<'conventions.read'>,
  partnership: { readonly id: string; readonly departmentCode: string; readonly partnerId: string },
): Promise<ConventionHead[]> {
  if (!mayReadConvention(scope, partnership)) return [];
  const rows = await db
    .selectFrom('convention')
    .select(['id', 'number', 'status', 'starts_on', 'ends_on'])
    .where('partnership_id', '=', partnership.id)
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    status: row.status,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
  }));
}

export interface ConventionEvent {
  readonly id: string;
  readonly kind: string;
  readonly who: string;
  readonly detail: string;
  readonly at: string;
}

/** Everything that happened to a convention, latest first. */
export async function listConventionEvents(
  db: Db,
  conventionId: string,
): Promise<ConventionEvent[]> {
  const rows = await db
    .selectFrom('convention_event as e')
    .leftJoin('convention_signatory as s', 's.id', 'e.signatory_id')
    .leftJoin('auth_user as u', 'u.id', 'e.by_id')
    .select(['e.id', 'e.kind', 'e.detail', 'e.at', 's.name as signatory', 'u.name as account'])
    .where('e.convention_id', '=', conventionId)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    who: row.signatory ?? row.account ?? '',
    detail: row.detail,
    at: row.at.toISOString(),
  }));
}

/** Whose a convention, or the conventions of a partnership, are. */
export async function ownerOfConvention(
  db: Db,
  of: { readonly convention: string } | { readonly partnership: string },
): Promise<{ departmentCode: string; partnerId: string } | null> {
  const id = 'convention' in of ? of.convention : of.partnership;
  if (!isUuid(id)) return null;
  const row = await db
    .selectFrom('partnership as s')
    .select(['s.department_code', 's.partner_id'])
    .$if('convention' in of, (q) =>
      q.where('s.id', '=', (d) =>
        d.selectFrom('convention').select('partnership_id').where('id', '=', id),
      ),
    )
    .$if('partnership' in of, (q) => q.where('s.id', '=', id))
    .executeTakeFirst();
  return row ? { departmentCode: row.department_code, partnerId: row.partner_id } : null;
}
