import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildFeeds, checkFeedFile, FEEDS } from '../modules/directory/public.ts';
import { openingProblem } from '../server/installation/say.ts';
import { openAlliance } from '../server/open-alliance.ts';
import { configOf, say } from './common.ts';

/** Problems that the terminal shows; the page « /flux » has more. */
const SHOWN = 20;

/**
 * `maillage feeds`: builds the open data feeds, writes them, then reads them again as a stranger
 * would and holds every row against its schema.
 * @returns 0 when every place is in, 2 when some were left out, 1 when a feed is not valid
 */
export async function feedsCommand(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: { data: { type: 'string' }, out: { type: 'string', default: 'feeds' } },
  });
  const config = configOf(values.data);
  if (!config) return 1;
  const opened = await openAlliance(config, say, { patient: true });
  if (!opened.ok) {
    for (const locale of ['fr', 'en'] as const) say(openingProblem(opened.failure, locale));
    return 1;
  }
  const { handle, close } = opened.value;
  try {
    const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`;
    const built = await buildFeeds(handle.db, { now: new Date(), publicUrl, by: null });
    let problems = 0;
    for (const feed of FEEDS) {
      const path = join(values.out, feed);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, built.texts.get(feed) ?? '');
      const found = await checkFeedFile(feed, path);
      problems += found.length;
      for (const { line, field, code } of found.slice(0, SHOWN))
        say(`${feed}, ${line}, ${field}: ${code}`);
      const { rows = 0, leftOut = 0 } = built.report.feeds.find((one) => one.feed === feed) ?? {};
      process.stdout.write(`${path}: ${rows} rows, ${leftOut} left out, ${found.length} invalid\n`);
    }
    for (const issue of built.report.issues.slice(0, SHOWN))
      say(
        `${issue.placeName} (${publicUrl}/lieux/${issue.placeId}), ${issue.field}: ${issue.code}`,
      );
    if (problems > 0) return 1;
    return built.report.feeds.some(({ leftOut }) => leftOut > 0) ? 2 : 0;
  } finally {
    await close();
  }
}
