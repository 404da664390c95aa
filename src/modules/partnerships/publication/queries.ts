import type { Db } from '../../../platform/db/schema.ts';
import type { Commitment } from '../../alliance/public.ts';
import type { PartnershipType } from '../domain.ts';
import '../tables.ts';

/** What the public reads of a partnership: nothing beyond what both sides agreed to. */
export interface PublicPartnership {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly type: PartnershipType;
  readonly commitment: Commitment;
  readonly furtherCommitments: readonly Commitment[];
  readonly partnerName: string;
  readonly partnerWebsite: string | null;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly text: string;
  readonly since: string | null;
  readonly places: readonly { readonly name: string; readonly communeName: string }[];
}

function publicRows(db: Db) {
  return db
    .selectFrom('partnership as s')
    .innerJoin('partner as p', 'p.id', 's.partner_id')
    .innerJoin('department as d', 'd.code', 's.department_code')
    .select([
      's.id',
      's.slug',
      's.title',
      's.type',
      's.commitment',
      'p.name as partner_name',
      'p.website',
      's.department_code',
      'd.name as department_name',
      's.public_summary',
      's.starts_on',
      's.agreed_on',
    ])
    .where('s.slug', 'is not', null)
    .where('s.operator_agreed_at', 'is not', null)
    .where('s.partner_agreed_at', 'is not', null);
}

/** A published partnership by its address; null when there is none. */
export async function getPublicPartnership(
  db: Db,
  slug: string,
): Promise<PublicPartnership | null> {
  const row = await publicRows(db).where('s.slug', '=', slug).executeTakeFirst();
  if (!row?.slug) return null;
  const [commitments, places] = await Promise.all([
    db
      .selectFrom('partnership_commitment')
      .select('commitment')
      .where('partnership_id', '=', row.id)
      .execute(),
    db
      .selectFrom('partnership_place as pp')
      .innerJoin('place as l', 'l.id', 'pp.place_id')
      .innerJoin('commune as c', 'c.code', 'l.commune_code')
      .select(['l.name', 'c.name as communeName'])
      .where('pp.partnership_id', '=', row.id)
      .orderBy('l.name')
      .limit(50)
      .execute(),
  ]);
  return { ...shown(row), furtherCommitments: commitments.map((c) => c.commitment), places };
}

function shown(row: Awaited<ReturnType<ReturnType<typeof publicRows>['execute']>>[number]) {
  return {
    id: row.id,
    slug: row.slug ?? '',
    title: row.title,
    type: row.type,
    commitment: row.commitment,
    partnerName: row.partner_name,
    partnerWebsite: row.website,
    departmentCode: row.department_code,
    departmentName: row.department_name,
    text: row.public_summary,
    since: row.starts_on ?? row.agreed_on,
  };
}

/** The latest published partnerships, of one commitment or of all. */
export async function listPublicPartnerships(
  db: Db,
  filters: {
    readonly commitment?: Commitment | undefined;
    readonly department?: string | undefined;
  },
  limit = 12,
): Promise<Omit<PublicPartnership, 'furtherCommitments' | 'places'>[]> {
  const rows = await publicRows(db)
    .$if(filters.commitment !== undefined, (q) =>
      q.where('s.commitment', '=', filters.commitment as Commitment),
    )
    .$if(filters.department !== undefined, (q) =>
      q.where('s.department_code', '=', filters.department as string),
    )
    .orderBy('s.agreed_on', 'desc')
    .orderBy('s.id')
    .limit(limit)
    .execute();
  return rows.map(shown);
}

export interface PublicationState {
  readonly publicSummary: string;
  readonly slug: string | null;
  readonly operatorAgreedAt: string | null;
  readonly partnerAgreedAt: string | null;
}

/** Where the publication of a partnership stands. The caller has read the partnership. */
export async function publicationState(db: Db, id: string): Promise<PublicationState> {
  const row = await db
    .selectFrom('partnership')
    .select(['public_summary', 'slug', 'operator_agreed_at', 'partner_agreed_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    publicSummary: row.public_summary,
    slug: row.slug,
    operatorAgreedAt: row.operator_agreed_at?.toISOString() ?? null,
    partnerAgreedAt: row.partner_agreed_at?.toISOString() ?? null,
  };
}
