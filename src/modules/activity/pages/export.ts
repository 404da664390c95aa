import { Readable } from 'node:stream';
import { guard } from '../../../platform/http/route.ts';
import { pick } from '../../../platform/i18n/messages.ts';
import { type CsvValue, streamCsv } from '../../../platform/tabular/write-csv.ts';
import { digitalEn, digitalFr } from '../../alliance/public.ts';
import { filtersOf } from '../listing/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listActivity } from '../queries.ts';

/** Rows read from the database at a time: memory stays flat whatever the list's length. */
const CHUNK = 1_000;

/** The list of the screen as a CSV file, streamed, with cells that a spreadsheet cannot run. */
export const loader = guard(
  { permission: 'activity.read', limit: { name: 'export', calls: 60, seconds: 600 } },
  ({ ctx, scope, url }) => {
    const filters = filtersOf(url.searchParams);
    const t = pick({ fr, en }, ctx.locale);
    const words = pick({ fr: digitalFr, en: digitalEn }, ctx.locale);
    const head = [
      'id',
      t.list.date,
      t.list.kind,
      t.form.commitment,
      t.form.placeId,
      t.form.communeCode,
      'INSEE',
      t.list.partnership,
      t.list.participations,
      t.list.persons,
      t.form.minutes,
      t.form.firstTimers,
      t.form.themes,
    ];
    async function* rows(): AsyncGenerator<CsvValue[]> {
      let cursor: string | null = null;
      do {
        const page = await listActivity(ctx.db, scope, filters, cursor, CHUNK);
        for (const row of page.items) {
          yield [
            row.id,
            row.happenedOn,
            t.kinds[row.kind],
            row.commitment,
            row.placeName ?? '',
            row.communeName,
            row.communeCode,
            row.partnershipTitle,
            row.participations,
            row.personsDeclared ?? '',
            row.minutes ?? '',
            row.firstTimers ?? '',
            row.themes.map((theme) => words.themes[theme]).join(', '),
          ];
        }
        cursor = page.next;
      } while (cursor);
    }
    return new Response(Readable.toWeb(streamCsv(head, rows())) as ReadableStream, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="activite.csv"',
      },
    });
  },
);
