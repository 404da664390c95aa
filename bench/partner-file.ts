import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Db } from '../src/platform/db/schema.ts';
import { seeded } from './statistics.ts';
import { temporaryFolder } from './tidy.ts';

const WORDS = [
  'Relais',
  'Atelier',
  'Maison',
  'Comptoir',
  'Repair',
  'Jardin',
  'Passerelle',
  'Tiers',
];
const SORTS = ['ACI', 'AI', 'EI', 'ETTI', 'EA', 'ESAT', 'association', 'SCIC'];

/** The last digit that makes a number pass Luhn's check. */
function withCheck(digits: string): string {
  let sum = 0;
  for (const [at, digit] of [...digits].reverse().entries()) {
    const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/**
 * A file of invented organisations with valid numbers in real communes, as a national team would
 * have it. The same `from` makes the same rows.
 */
export async function partnerFile(db: Db, from: number, rows: number): Promise<string> {
  const { rows: communes } = await sql<{ code: string; name: string; postal: string }>`
    SELECT code, name, postal_codes[1] AS postal FROM commune
    WHERE postal_codes <> '{}' ORDER BY code LIMIT 4000`.execute(db);
  const random = seeded(from);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const lines = ['siret;raison_sociale;type;adresse;code_postal;commune;code_insee'];
  for (let n = from; n < from + rows; n += 1) {
    const siren = withCheck(String(20_000_000 + n).padStart(8, '0'));
    const commune = pick(communes);
    const name = `${pick(WORDS)} ${pick(WORDS).toLowerCase()} de ${commune.name} ${n}`;
    const street = `${1 + Math.floor(random() * 90)} rue de la Mairie`;
    lines.push(
      [
        withCheck(`${siren}0001`),
        name,
        pick(SORTS),
        street,
        commune.postal,
        commune.name,
        commune.code,
      ].join(';'),
    );
  }
  const path = join(temporaryFolder('partners'), `partners-${from}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}
