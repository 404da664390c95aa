import { type Locale, pick } from '../i18n/messages.ts';
import type { ImportFailure, Issue, IssueMessages, RowIssue } from './importer.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import type { ImportOutcome } from './run.ts';

/** An issue as people and programs read it. */
export interface DescribedIssue {
  readonly line: number;
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** The result of an import in one language: what `--json` prints. */
export interface ImportResult {
  readonly kind: string;
  readonly dryRun: boolean;
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Number of warnings. */
  readonly warnings: number;
  readonly errors: readonly DescribedIssue[];
  /** Errors beyond those listed; all are in the file of rejected rows. */
  readonly errorsOmitted: number;
  readonly warningDetails: readonly DescribedIssue[];
  readonly warningsOmitted: number;
  /** How often each code occurred, over all rows. */
  readonly errorCounts: Readonly<Record<string, number>>;
  readonly warningCounts: Readonly<Record<string, number>>;
}

/** Any catalogue of issue messages; codes that it lacks are looked up in the platform's own. */
export type Catalogue = { readonly fr: IssueMessages<string>; readonly en: IssueMessages<string> };

/** One issue's sentence. */
export function describeIssue(issue: RowIssue, catalogue: Catalogue, locale: Locale): string {
  const own = pick(catalogue, locale)[issue.code];
  const shared = pick<{ issue: IssueMessages<string> }>({ fr, en }, locale).issue[issue.code];
  return (own ?? shared)?.(issue.params ?? {}) ?? issue.code;
}

/** Puts an outcome into words. */
export function describeOutcome(
  outcome: ImportOutcome,
  catalogue: Catalogue,
  locale: Locale,
): ImportResult {
  const describe = (issue: Issue): DescribedIssue => ({
    line: issue.line,
    field: issue.field,
    code: issue.code,
    message: describeIssue(issue, catalogue, locale),
  });
  const { errors, warningList, errorTotal, ...counts } = outcome;
  return {
    kind: counts.kind,
    dryRun: counts.dryRun,
    read: counts.read,
    created: counts.created,
    updated: counts.updated,
    unchanged: counts.unchanged,
    rejected: counts.rejected,
    warnings: counts.warnings,
    errors: errors.map(describe),
    errorsOmitted: errorTotal - errors.length,
    warningDetails: warningList.map(describe),
    warningsOmitted: counts.warnings - warningList.length,
    errorCounts: counts.errorCounts,
    warningCounts: counts.warningCounts,
  };
}

/** Why a file could not be used, as a sentence that says what to do. */
export function describeFailure(failure: ImportFailure, locale: Locale): string {
  const params: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(failure)) {
    params[name] = Array.isArray(value) ? value.join(', ') : (value as string | number);
  }
  return pick({ fr, en }, locale).failure[failure.code](params);
}
