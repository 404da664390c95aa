import { guard, notFound } from '../../../platform/http/route.ts';
import { pick } from '../../../platform/i18n/messages.ts';
import { writeCsv } from '../../../platform/tabular/write-csv.ts';
import {
  writeWorkbook,
  type XlsxSheet,
  type XlsxValue,
} from '../../../platform/tabular/write-xlsx.ts';
import { digitalEn, digitalFr } from '../../alliance/public.ts';
import { orientationEn, orientationFr } from '../../orientation/public.ts';
import {
  type ExportedPart,
  exportParts,
  figureHeads,
  outcomeHeads,
  type Words,
} from '../digital/exports/domain.ts';
import { en } from '../digital/messages.en.ts';
import { fr } from '../digital/messages.fr.ts';
import { digitalFigures } from '../digital/queries.ts';
import { askedOf } from './digital-query.ts';

/** What the page shows, every line of it: one table with a column « by », or a sheet a breakdown. */
export const loader = guard(
  { permission: 'dashboard.read', limit: { name: 'export', calls: 60, seconds: 600 } },
  async ({ ctx, url }) => {
    const { query, badYear, badTerritory, badSubject } = await askedOf(ctx.db, url.searchParams);
    // A file says nowhere that it is about something else than what was asked for.
    const bad = badYear || badTerritory || badSubject;
    const figures = bad ? null : await digitalFigures(ctx, query, null);
    if (!figures) throw notFound();
    const o = pick({ fr: orientationFr, en: orientationEn }, ctx.locale);
    const words: Words = {
      own: pick({ fr, en }, ctx.locale),
      themes: pick({ fr: digitalFr, en: digitalEn }, ctx.locale).themes,
      difficulties: o.difficulties,
      offerKinds: o.kinds,
      stages: o.news.stages,
    };
    const parts = exportParts(figures, words);
    const name = `chiffres-numerique-${figures.year}-${figures.territory.code}`;
    if (url.pathname.endsWith('.xlsx')) {
      const file = await writeWorkbook(sheetsOf(parts, words));
      return new Response(new Uint8Array(file), {
        headers: {
          'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'content-disposition': `attachment; filename="${name}.xlsx"`,
        },
      });
    }
    return new Response(csvOf(parts, words), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}.csv"`,
      },
    });
  },
);

function csvOf(parts: readonly ExportedPart[], words: Words): string {
  const { file } = words.own;
  const [figures, outcome] = [figureHeads(words), outcomeHeads(words)];
  const blank = (heads: readonly string[]): null[] => heads.map(() => null);
  const rows = parts.flatMap(({ by, rows, holds }) =>
    rows.map(([code = null, name = null, ...numbers]) => {
      const cells: readonly XlsxValue[] =
        holds === 'both'
          ? numbers
          : holds === 'figures'
            ? [...numbers, ...blank(outcome)]
            : [...blank(figures), ...numbers];
      return [by, code, name, ...cells].map((cell) => (cell instanceof Date ? null : cell));
    }),
  );
  return writeCsv([file.by, file.code, file.name, ...figures, ...outcome], rows);
}

function sheetsOf(parts: readonly ExportedPart[], words: Words): XlsxSheet[] {
  const { own } = words;
  const headsOf = (holds: ExportedPart['holds']): string[] => [
    own.file.code,
    own.file.name,
    ...(holds === 'outcome' ? [] : figureHeads(words)),
    ...(holds === 'figures' ? [] : outcomeHeads(words)),
  ];
  const figures = ['orientations', 'participations', 'firstTimers', 'followed', 'persons'] as const;
  return [
    ...parts.map(({ by, rows, holds }) => ({ name: by, headers: headsOf(holds), rows })),
    {
      name: own.file.definitions,
      headers: [own.file.figure, own.file.definition],
      rows: figures.map((figure) => [own.figures[figure], own.definitions[figure]]),
    },
  ];
}
