import { createHash } from 'node:crypto';
import type { Db } from '../../../../platform/db/schema.ts';
import {
  type ClauseChange,
  type Content,
  type ConventionStatus,
  changesBetween,
  SIGNING,
} from '../domain.ts';
import { listSignatories, materialDigest, type Signatory } from '../queries.ts';
import '../tables.ts';

/** Digest under which a personal link's secret is stored. */
export function linkDigest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Why a link opens no signing: the page says which, and what to do. */
export type ClosedLink =
  | { readonly state: 'unknown' | 'revoked' | 'expired' | 'paused' | 'deprecated' }
  | {
      readonly state: 'over';
      readonly status: ConventionStatus;
      /** The sealed document that this signatory may take; null when there is none for them. */
      readonly sealed: string | null;
    };

export interface OpenLink {
  readonly state: 'open';
  readonly conventionId: string;
  readonly partnershipTitle: string;
  readonly revision: number;
  readonly content: Content;
  readonly me: Signatory;
  readonly others: readonly Pick<Signatory, 'id' | 'side' | 'name' | 'function' | 'state'>[];
  /** What changed since this person signed, or since this link was sent. */
  readonly changes: readonly ClauseChange[];
  /** Goes with the signature: what was on the page is what is signed. */
  readonly material: string;
}

/** What a personal link opens. Nothing of the convention is given by a link that is not open. */
export async function readLink(db: Db, secret: string, now: Date): Promise<OpenLink | ClosedLink> {
  const link = await db
    .selectFrom('convention_link as l')
    .innerJoin('convention_signatory as s', 's.id', 'l.signatory_id')
    .innerJoin('convention as c', 'c.id', 's.convention_id')
    .innerJoin('partnership as p', 'p.id', 'c.partnership_id')
    .select([
      'l.revision as link_revision',
      'l.expires_at',
      'l.revoked_at',
      's.id as signatory_id',
      's.removed_at',
      'c.id',
      'c.status',
      'c.revision',
      'c.content',
      'c.sealed_sha256',
      'p.title',
    ])
    .where('l.secret_hash', '=', linkDigest(secret))
    .executeTakeFirst();
  if (!link) return { state: 'unknown' };
  if (link.revoked_at || link.removed_at) return { state: 'revoked' };
  if (link.status === 'deprecated') return { state: 'deprecated' };
  const people = await listSignatories(db, link.id);
  const me = people.find((person) => person.id === link.signatory_id);
  if (!me) return { state: 'revoked' };
  if (link.status === 'draft') return { state: 'paused' };
  if (link.expires_at < now) return { state: 'expired' };
  if (!SIGNING.includes(link.status)) {
    const sealed = me.state === 'signed' && link.sealed_sha256 ? link.id : null;
    return { state: 'over', status: link.status, sealed };
  }
  const last = await db
    .selectFrom('convention_signature')
    .select('revision')
    .where('signatory_id', '=', me.id)
    .orderBy('signed_at', 'desc')
    .executeTakeFirst();
  const since = await revisionOf(db, link.id, last?.revision ?? link.link_revision);
  return {
    state: 'open',
    conventionId: link.id,
    partnershipTitle: link.title,
    revision: link.revision,
    content: link.content,
    me,
    others: people
      .filter((person) => person.id !== me.id)
      .map(({ id, side, name, function: what, state }) => ({
        id,
        side,
        name,
        function: what,
        state,
      })),
    changes: since ? changesBetween(since, link.content, me.side) : [],
    material: materialDigest(link.content, me),
  };
}

/** A convention's text as it was. */
export async function revisionOf(
  db: Db,
  conventionId: string,
  revision: number,
): Promise<Content | null> {
  const row = await db
    .selectFrom('convention_revision')
    .select('content')
    .where('convention_id', '=', conventionId)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return row?.content ?? null;
}
