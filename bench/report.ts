import { cpus, totalmem } from 'node:os';

/** What the bench can measure, in the order of its table. */
export const IDS = [
  'import-contact-points',
  'import-contact-points-again',
  'search',
  'pages-embedded',
  'pages-postgres',
  'dashboard',
  'dashboard-vs-raw',
  'digital-figures',
  'activity-writes',
  'room-contention',
  'sign-in-mail',
  'orientation-writes',
  'nearest-three',
  'offline-sync',
  'counter-js',
  'counter-ready',
  'import-partners',
  'partnership-list',
  'partner-search',
  'convention-pdf',
  'first-load-js',
  'start-first',
  'start-again',
] as const;
export type Id = (typeof IDS)[number];

/** One measured figure before it is held against its bar. */
export interface Measured {
  readonly id: Id;
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | '/s' | 'KB' | '×' | 'won' | 'lost';
  readonly engine: string;
  /** How many measurements the value comes from. */
  readonly runs: number;
  /** False when what was measured turned out wrong (a lost record): no speed makes up for that. */
  readonly sound?: boolean;
  /** Lines for the terminal: parts of the figure, conditions. */
  readonly details?: readonly string[];
}

export interface Line extends Omit<Measured, 'details' | 'sound'> {
  readonly bar: number;
  readonly ok: boolean;
}

interface Bar {
  readonly limit: number;
  readonly better: 'less' | 'more';
}

const atMost = (limit: number): Bar => ({ limit, better: 'less' });
const atLeast = (limit: number): Bar => ({ limit, better: 'more' });

/** What the product has to reach on two cores. */
const BARS: Readonly<Record<Id, Bar>> = {
  'import-contact-points': atMost(12),
  'import-contact-points-again': atMost(8),
  search: atMost(30),
  'pages-embedded': atMost(120),
  'pages-postgres': atMost(60),
  dashboard: atMost(60),
  'dashboard-vs-raw': atLeast(50),
  'digital-figures': atMost(150),
  'activity-writes': atLeast(300),
  'room-contention': atMost(1),
  'sign-in-mail': atMost(2),
  'orientation-writes': atLeast(400),
  'nearest-three': atMost(15),
  'offline-sync': atMost(0),
  'counter-js': atMost(90),
  'counter-ready': atMost(1),
  'import-partners': atMost(15),
  'partnership-list': atMost(120),
  'partner-search': atMost(30),
  'convention-pdf': atMost(1),
  'first-load-js': atMost(130),
  'start-first': atMost(90),
  'start-again': atMost(8),
};

/** Holds a figure against its bar. */
export function judge(measured: Measured): Line {
  const { id, what, unit, engine, runs, sound = true } = measured;
  const { limit, better } = BARS[id];
  const value = Math.round(measured.value * 100) / 100;
  const reached = better === 'less' ? measured.value <= limit : measured.value >= limit;
  return { id, what, value, unit, bar: limit, ok: sound && reached, engine, runs };
}

/** The table as Markdown, which a terminal shows well enough. */
export function table(lines: readonly Line[]): string {
  const cells = lines.map((line) => [
    line.id,
    line.what,
    `${line.value} ${line.unit}`,
    `${BARS[line.id].better === 'less' ? '≤' : '≥'} ${line.bar} ${line.unit}`,
    line.ok ? 'yes' : 'NO',
    line.engine,
    String(line.runs),
  ]);
  const rows = [['id', 'what', 'value', 'bar', 'ok', 'engine', 'runs'], ...cells];
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  const print = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const [head = [], ...body] = rows;
  return [print(head), rule, ...body.map(print)].join('\n');
}

/** The machine that the figures belong to. */
export function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `${cpus().length} cores (${model}), ${gigabytes} GB, Node ${process.version}, ${process.platform} ${process.arch}`;
}
