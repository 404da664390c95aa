import { type RawBuilder, sql } from 'kysely';
import { newId } from '../../src/platform/db/ids.ts';
import type { Db } from '../../src/platform/db/schema.ts';

/** Who may read a column of one partner's matters. */
export type Kept =
  /** Who stands within reach of the partner; for national roles by a permission of its own. */
  | 'private'
  /** The operator's people and auditors of all partners, partners their own. */
  | 'operator';

interface Column {
  readonly table: string;
  readonly column: string;
  readonly kept: Kept;
  /** Rows of the partner. */
  readonly of: (partner: string) => RawBuilder<unknown>;
  /** What is written, from the word that is looked for; default the word itself. */
  readonly value?: (word: string) => RawBuilder<unknown>;
}

const ofPartner = (partner: string) => sql`partner_id = ${partner}`;
const ofPartnership = (partner: string) =>
  sql`partnership_id IN (SELECT id FROM partnership WHERE partner_id = ${partner})`;
const ofConvention = (partner: string) =>
  sql`convention_id IN (SELECT id FROM convention WHERE ${ofPartnership(partner)})`;
const mail = (word: string) => sql`${word} || '-' || row_number || '@example.org'`;

const columns = (
  kept: Kept,
  table: string,
  names: readonly string[],
  of: Column['of'],
  value?: Column['value'],
): Column[] => names.map((column) => ({ kept, table, column, of, ...(value ? { value } : {}) }));

/** Every column in which something is kept that not everybody in the alliance reads. */
export const KEPT: readonly Column[] = [
  ...columns('private', 'partner_contact', ['name', 'function', 'consent_purpose'], ofPartner),
  ...columns('private', 'partner_contact', ['email'], ofPartner, mail),
  ...columns('private', 'partner_contact', ['phone'], ofPartner),
  ...columns('private', 'partner_note', ['body'], ofPartner),
  ...columns('private', 'partner_document', ['title', 'file_name'], ofPartner),
  ...columns('private', 'partnership_note', ['body'], ofPartnership),
  ...columns(
    'private',
    'convention',
    ['content'],
    ofPartnership,
    (word) => sql`jsonb_set(content, '{title}', to_jsonb(${word}::text))`,
  ),
  ...columns('private', 'convention_signatory', ['name', 'function'], ofConvention),
  ...columns('private', 'convention_signatory', ['email'], ofConvention, mail),
  ...columns(
    'private',
    'mail_record',
    ['subject'],
    (partner) => sql`partner_id = ${partner} OR ${ofPartnership(partner)}`,
  ),
  ...columns('private', 'join_request', ['contact_name', 'contact_email', 'message'], ofPartner),
  ...columns(
    'private',
    'proposal',
    ['title', 'body', 'means'],
    (partner) => sql`partner_id = ${partner} AND visibility = 'draft'`,
  ),
  ...columns(
    'private',
    'auth_user',
    ['email'],
    (partner) => sql`id IN (SELECT user_id FROM account_grant WHERE scope_code = ${partner})`,
    mail,
  ),
  ...columns(
    'operator',
    'workshop_report',
    ['comment'],
    (partner) =>
      sql`session_id IN (SELECT s.id FROM workshop_session s JOIN workshop w ON w.id = s.workshop_id
      JOIN partnership p ON p.id = w.partnership_id WHERE p.partner_id = ${partner})`,
  ),
  ...columns('operator', 'partnership', ['summary'], ofPartner),
  ...columns('operator', 'partnership_move', ['reason'], ofPartnership),
  ...columns('operator', 'partnership_review', ['summary', 'reason'], ofPartnership),
  ...columns('operator', 'partnership_milestone', ['note'], ofPartnership),
  ...columns('operator', 'activity', ['comment'], ofPartnership),
  ...columns(
    'operator',
    'accompaniment',
    ['title'],
    (partner) => sql`id IN (SELECT id FROM activity WHERE ${ofPartnership(partner)})`,
  ),
  ...columns('operator', 'experiment', ['hypothesis', 'measure'], ofPartnership),
  ...columns('operator', 'hosting', ['end_reason'], ofPartnership),
];

/** A milestone of each type of partnership; the page shows those of its own. */
const MILESTONES = ['first-order', 'first-mission', 'works', 'experiment-start'];

/** Rows of the kinds that the invented alliance may have none of for this partner. */
async function giveRows(db: Db, partner: string): Promise<void> {
  const one = sql`(SELECT id FROM partnership WHERE partner_id = ${partner}
    ORDER BY (stage = 'active') DESC, id LIMIT 1)`;
  const at = sql`(SELECT commune_code FROM partner WHERE id = ${partner})`;
  const department = sql`(SELECT department_code FROM partner WHERE id = ${partner})`;
  const rows = [
    sql`INSERT INTO partnership_note (id, partnership_id, body) VALUES (${newId()}, ${one}, 'x')`,
    sql`INSERT INTO join_request (id, organisation, contact_name, contact_email, commune_code,
        department_code, commitment, message, status, partner_id, follow_hash, due_on)
      VALUES (${newId()}, 'x', 'x', 'x', ${at}, ${department}, 'ecology', 'x', 'accepted',
        ${partner}, 'x', current_date)`,
    sql`INSERT INTO proposal (id, need_id, partner_id, title, body, means, visibility)
      SELECT ${newId()}, id, ${partner}, 'x', 'x', 'x', 'draft' FROM need ORDER BY id LIMIT 1`,
    sql`INSERT INTO partnership_review (id, partnership_id, decision, decided_at)
      VALUES (${newId()}, ${one}, 'end', now())`,
    sql`INSERT INTO partnership_milestone (partnership_id, key, note)
      SELECT s.id, key, 'x' FROM partnership s, unnest(${MILESTONES}::text[]) AS key
      WHERE s.id = ${one} ON CONFLICT DO NOTHING`,
    sql`INSERT INTO experiment (id, partnership_id, hypothesis, measure, stop_rule)
      VALUES (${newId()}, ${one}, 'x', 'x', 'x')`,
    sql`INSERT INTO workshop_report (session_id, participations, genders, ages, statuses, outcomes)
      SELECT s.id, 1, '{}', '{}', '{}', '{}' FROM workshop_session s
      JOIN workshop w ON w.id = s.workshop_id JOIN partnership p ON p.id = w.partnership_id
      WHERE p.partner_id = ${partner} ORDER BY s.id DESC LIMIT 1 ON CONFLICT DO NOTHING`,
  ];
  for (const row of rows) await row.execute(db);
}

/** The word that stands in a column; it is found in whatever an answer makes of the column. */
export const wordOf = ({ table, column }: Pick<Column, 'table' | 'column'>): string =>
  `zqx-${table}-${column}`.replaceAll('_', '-');

/**
 * Writes its word into every kept column of one partner.
 * @returns the columns that have rows, so that looking for them proves something
 */
export async function plantCanaries(db: Db, partner: string): Promise<Column[]> {
  await giveRows(db, partner);
  const planted: Column[] = [];
  for (const one of KEPT) {
    const table = sql.table(one.table);
    const word = wordOf(one);
    const value = one.value ? one.value(word) : sql`${word}`;
    const { rows } = await sql`
      UPDATE ${table} AS t SET ${sql.ref(one.column)} = ${value}
      FROM (SELECT ctid AS at, row_number() OVER () FROM ${table} WHERE ${one.of(partner)}) AS n
      WHERE t.ctid = n.at RETURNING 1 AS one`.execute(db);
    if (rows.length > 0) planted.push(one);
  }
  return planted;
}
