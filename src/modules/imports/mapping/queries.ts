import type { Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { lookAtTable, type SeenTable } from '../../../platform/imports/look.ts';
import type { ImportMap } from '../../../platform/imports/mapping.ts';
import { isMapped, type MappedKind } from '../domain.ts';
import { signatureOf } from './domain.ts';
import '../tables.ts';

/** An import whose columns a person says. */
export interface MappedRun {
  readonly id: string;
  readonly kind: MappedKind;
  readonly fileName: string;
  readonly look: SeenTable;
  readonly map: ImportMap;
}

/** A run that waits for its columns, or may still be tried again; null when there is none. */
export async function getMappedRun(
  db: Db,
  _scope: Scope<'imports.run'>,
  id: string,
): Promise<MappedRun | null> {
  if (!isUuid(id)) return null;
  const row = await db
    .selectFrom('import_run')
    .select(['id', 'kind', 'file_name', 'look', 'map'])
    .where('id', '=', id)
    .where('source_file', 'is not', null)
    .executeTakeFirst();
  if (!row?.look || !row.map || !isMapped(row.kind)) return null;
  return { id: row.id, kind: row.kind, fileName: row.file_name, look: row.look, map: row.map };
}

/** What was last said of a table with these headers; null when nothing was. */
export async function rememberedMap(
  db: Db,
  kind: MappedKind,
  headers: readonly string[],
): Promise<ImportMap | null> {
  const row = await db
    .selectFrom('import_mapping')
    .select(['columns', 'values'])
    .where('kind', '=', kind)
    .where('signature', '=', signatureOf(headers))
    .executeTakeFirst();
  return row ?? null;
}

/** What was last said on the screen of a table like this file; undefined when nothing was. */
export async function mapSaidOf(
  db: Db,
  kind: string,
  path: string,
): Promise<ImportMap | undefined> {
  if (!isMapped(kind)) return undefined;
  const look = await lookAtTable(path);
  if (!look.ok) return undefined;
  const headers = look.value.columns.map(({ header }) => header);
  return (await rememberedMap(db, kind, headers)) ?? undefined;
}
