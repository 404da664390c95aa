import { unseal } from '../../../platform/access/seal.ts';
import type { Db } from '../../../platform/db/schema.ts';
import './tables.ts';

/** What the person agreed to, latest first. The caller has checked who asks. */
export async function listConsents(db: Db, secret: string, personId: string) {
  const rows = await db
    .selectFrom('follow_up_consent')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('given_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    purpose: row.purpose,
    words: row.sealed_words ? unseal(secret, row.sealed_words) : null,
    months: row.months,
    givenOn: row.given_on,
    until: row.until,
    way: row.way,
    witness: row.sealed_witness ? unseal(secret, row.sealed_witness) : null,
    textVersion: row.text_version,
  }));
}
