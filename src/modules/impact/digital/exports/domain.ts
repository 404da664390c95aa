import type { Messages } from '../../../../platform/i18n/messages.ts';
import type { XlsxValue } from '../../../../platform/tabular/write-xlsx.ts';
import type { Theme } from '../../../alliance/public.ts';
import type { Difficulty, Funnel, OfferKind } from '../../../orientation/public.ts';
import type { Axis, DigitalLine } from '../domain.ts';
import type { fr } from '../messages.fr.ts';
import type { DigitalFigures } from '../queries.ts';

/** What a file needs words for. */
export interface Words {
  readonly own: Messages<typeof fr>;
  readonly themes: Readonly<Record<Theme, string>>;
  readonly difficulties: Readonly<Record<Difficulty, string>>;
  readonly offerKinds: Readonly<Record<OfferKind, string>>;
  readonly stages: Readonly<Record<keyof Funnel, string>>;
}

/** A breakdown as rows: code, name, then its figures; null = not known, never zero. */
export interface ExportedPart {
  readonly by: string;
  readonly rows: readonly (readonly XlsxValue[])[];
  /** Which figures its rows hold. */
  readonly holds: 'figures' | 'outcome' | 'both';
}

const STAGES = [
  'given',
  'accepted',
  'came',
  'withResult',
  'refused',
  'withdrawn',
  'absent',
] as const satisfies readonly (keyof Funnel)[];

/** Heads of the columns of figures, each named by what it counts. */
export function figureHeads({ own }: Words): string[] {
  const { columns } = own.file;
  return [
    columns.orientations,
    columns.participations,
    columns.records,
    columns.firstTimers,
    columns.firstSaying,
    columns.followed,
    columns.persons,
    columns.personsSaying,
  ];
}

export function outcomeHeads({ own, stages }: Words): string[] {
  return STAGES.map((stage) => `${own.file.outcome} : ${stages[stage]}`);
}

function figuresOf(line: DigitalLine): XlsxValue[] {
  const { firstTimers, persons } = line;
  return [
    line.orientations,
    line.participations,
    firstTimers.records,
    firstTimers.recordsSaying === 0 ? null : firstTimers.sum,
    firstTimers.recordsSaying,
    line.followed,
    persons.recordsSaying === 0 ? null : persons.sum,
    persons.recordsSaying,
  ];
}

const outcomeOf = (funnel: Funnel): XlsxValue[] => STAGES.map((stage) => funnel[stage]);

function nameOf(words: Words, by: Axis, key: string, name: string): string {
  if (key === '') return words.own.unnamed[by];
  if (by === 'theme') return words.themes[key as Theme] ?? key;
  if (by === 'month') return words.own.months[Number(key) - 1] ?? key;
  return name || key;
}

/** All that the page shows, every line of it, part by part. */
export function exportParts(figures: DigitalFigures, words: Words): ExportedPart[] {
  const { own } = words;
  const { territory } = figures;
  const where = territory.kind === 'country' ? own.country : territory.name;
  return [
    {
      by: own.file.total,
      holds: 'both',
      rows: [[territory.code, where, ...figuresOf(figures.total), ...outcomeOf(figures.funnel)]],
    },
    ...figures.breakdowns.map(
      ({ by, lines }): ExportedPart => ({
        by: own.axis[by],
        holds: 'figures',
        rows: lines.map((line) => [
          line.key,
          nameOf(words, by, line.key, line.name),
          ...figuresOf(line),
        ]),
      }),
    ),
    {
      by: own.file.difficulty,
      holds: 'outcome',
      rows: figures.byDifficulty.map(({ key, funnel }) => [
        key,
        words.difficulties[key],
        ...outcomeOf(funnel),
      ]),
    },
    {
      by: own.file.offerKind,
      holds: 'outcome',
      rows: figures.byOfferKind.map(({ key, funnel }) => [
        key,
        words.offerKinds[key],
        ...outcomeOf(funnel),
      ]),
    },
  ];
}
