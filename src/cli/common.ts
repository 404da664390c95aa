import { type Config, readConfig } from '../platform/config/config.ts';
import type { Locale } from '../platform/i18n/messages.ts';

/** Says something to whoever sits before the terminal; standard output belongs to results. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

export const localeOf = (lang: string | undefined): Locale => (lang === 'en' ? 'en' : 'fr');

/** The configuration, with the data folder of `--data`; null once its problems were said. */
export function configOf(data: string | undefined): Config | null {
  const config = readConfig({ ...process.env, ...(data ? { MAILLAGE_DATA: data } : {}) });
  if (config.ok) return config.value;
  for (const problem of config.failure.problems) say(`${problem.variable}: ${problem.message}`);
  return null;
}

/** Runs a command whose options may be unknown: the sentence of Node's own parser names them. */
export async function withUsage(usage: string, command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('ERR_PARSE_ARGS') || !(error instanceof Error)) throw error;
    say(error.message);
    say(usage);
    return 1;
  }
}
