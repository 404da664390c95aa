import { Readable } from 'node:stream';
import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { guard } from '../../../platform/http/route.ts';
import { pick } from '../../../platform/i18n/messages.ts';
import { streamCsv } from '../../../platform/tabular/write-csv.ts';
import { writeXlsx, type XlsxValue, xlsxDay } from '../../../platform/tabular/write-xlsx.ts';
import { allianceEn, allianceFr } from '../../alliance/public.ts';
import { filtersOf } from '../listing/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listPartnerships, type PartnershipFilters, type PartnershipRow } from '../queries.ts';

/** Rows read from the database at a time: memory stays flat whatever the list's length. */
const CHUNK = 500;

async function* rowsOf(
  db: Db,
  scope: Scope<'partnerships.read'>,
  filters: PartnershipFilters,
): AsyncGenerator<PartnershipRow> {
  let cursor: string | null = null;
  do {
    const page = await listPartnerships(db, scope, filters, cursor, CHUNK);
    yield* page.items;
    cursor = page.next;
  } while (cursor);
}

/** What the list shows, all of it, as a file: `.csv` or `.xlsx`. Notes are never part of it. */
export const loader = guard(
  { permission: 'partnerships.read', limit: { name: 'export', calls: 60, seconds: 600 } },
  async ({ ctx, scope, url }) => {
    const t = pick({ fr, en }, ctx.locale);
    const words = pick({ fr: allianceFr, en: allianceEn }, ctx.locale);
    const filters = filtersOf(url.searchParams);
    const head = [
      t.page.reference,
      t.list.name,
      t.list.partner,
      t.list.type,
      t.list.stage,
      t.list.commitment,
      t.list.department,
      t.list.agreed,
      t.list.term,
      'id',
    ];
    const cells = (row: PartnershipRow): XlsxValue[] => [
      row.reference,
      row.title,
      row.partnerName,
      t.types[row.type],
      t.stages[row.stage],
      words.commitment[row.commitment],
      row.departmentCode,
      xlsxDay(row.agreedOn),
      xlsxDay(row.endsOn),
      row.id,
    ];
    if (url.pathname.endsWith('.xlsx')) {
      const rows: XlsxValue[][] = [];
      for await (const row of rowsOf(ctx.db, scope, filters)) rows.push(cells(row));
      const file = await writeXlsx(head, rows, t.list.title);
      return new Response(new Uint8Array(file), {
        headers: {
          'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'content-disposition': 'attachment; filename="partenariats.xlsx"',
        },
      });
    }
    async function* lines() {
      for await (const row of rowsOf(ctx.db, scope, filters))
        yield cells(row).map((value) =>
          value instanceof Date ? value.toISOString().slice(0, 10) : value,
        );
    }
    return new Response(Readable.toWeb(streamCsv(head, lines())) as ReadableStream, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="partenariats.csv"',
      },
    });
  },
);
