import { basename } from 'node:path';
import { today } from '../../../platform/i18n/messages.ts';
import type { Importer, SourceRow } from '../../../platform/imports/importer.ts';
import { type NamedCells, openTableSource } from '../../../platform/imports/table-source.ts';
import { ok } from '../../../platform/result.ts';
import type { CoopActivity } from '../coop/domain.ts';
import '../coop/tables.ts';
import { takeRows } from '../coop-intake/commands.ts';
import { COLUMNS, type CoopColumn, type CoopLookup, parseCoop } from './domain.ts';
import { en } from './messages.en.ts';
import { type CoopImportCode, fr } from './messages.fr.ts';

type Row = NamedCells<CoopColumn>;

/** The activities export of La Coop: by the same ids as its interface, so that nothing is twice. */
export const coopImporter: Importer<readonly Row[], CoopLookup, CoopActivity, CoopImportCode> = {
  kind: 'coop',
  messages: { fr, en },
  async open(path, options) {
    const source = await openTableSource(path, COLUMNS, { headerHas: 'ID CRA' });
    if (!source.ok) return source;
    const { headers, rows, original, fields } = source.value;
    const now = new Date();
    return ok({
      headers,
      rows: byActivity(rows),
      original: ([first]) => (first ? original(first) : []),
      async prepare(db) {
        const said = await db
          .selectFrom('coop_mediator')
          .select('mediator_id')
          .where((eb) => eb.or([eb('advisor_id', 'is not', null), eb('ignored', '=', true)]))
          .execute();
        return {
          today: today(now),
          known: new Set(said.map(({ mediator_id }) => mediator_id)),
          fileName: basename(options.fileName ?? path).slice(0, 120),
        };
      },
      parse(group, lookup) {
        const parsed = parseCoop(
          group.map(({ named }) => named),
          lookup,
        );
        const rename = <T extends { field: string }>(issue: T): T => ({
          ...issue,
          field: fields[issue.field as CoopColumn] ?? issue.field,
        });
        return parsed.accepted
          ? { ...parsed, warnings: parsed.warnings.map(rename) }
          : { ...parsed, issues: parsed.issues.map(rename) };
      },
      async apply(trx, records) {
        const done = await takeRows(trx, now, records);
        // What waits is new the first time that it is seen.
        const created = done.created + done.newlyWaiting;
        return {
          created,
          updated: done.updated,
          unchanged: records.length - created - done.updated,
        };
      },
    });
  },
};

/** Rows that follow one another and carry one id are one activity, a row for each person. */
async function* byActivity(
  rows: AsyncIterable<SourceRow<Row>>,
): AsyncGenerator<SourceRow<readonly Row[]>> {
  let open: {
    line: number;
    value: Row[];
    issues: NonNullable<SourceRow<Row>['issues']>[number][];
  } | null = null;
  for await (const row of rows) {
    const id = row.value.named.id.trim();
    if (open && id !== '' && open.value[0]?.named.id.trim() === id) {
      open.value.push(row.value);
      open.issues.push(...(row.issues ?? []));
      continue;
    }
    if (open) yield open;
    open = { line: row.line, value: [row.value], issues: [...(row.issues ?? [])] };
  }
  if (open) yield open;
}
