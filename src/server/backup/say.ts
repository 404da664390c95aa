import type { KeyFileFailure } from '../../platform/backup/encryption.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { formatNumber } from '../../platform/i18n/messages.ts';
import { openingProblem } from '../installation/say.ts';
import type { AskedFailure } from './backups.ts';
import type { BackupReport } from './make.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import type { RestoreFailure, RestoreReport } from './restore.ts';
import type { VerifyReport } from './verify.ts';

export const backupWords = (locale: Locale): typeof fr => (locale === 'en' ? en : fr);

/** Why a backup, a restore or a look at an archive did not succeed, and what to do about it. */
export function backupProblem(
  failure: AskedFailure | RestoreFailure | KeyFileFailure,
  locale: Locale,
): string {
  const t = backupWords(locale).failures;
  switch (failure.code) {
    case 'already-there':
      return t.alreadyThere(failure.path);
    case 'already-running':
      return t.alreadyRunning;
    case 'disk-full':
      return t.diskFull(failure.path);
    case 'not-writable':
      return t.notWritable(failure.path, failure.detail);
    case 'recipient-invalid':
      return t.recipient(failure.recipient);
    case 'key-file':
      return t.keyFile(failure.path);
    case 'archive-missing':
      return t.archiveMissing(failure.path);
    case 'key-needed':
      return t.keyNeeded(failure.path);
    case 'key-wrong':
      return t.keyWrong(failure.path);
    case 'archive-damaged':
      return t.damaged(failure.path, failure.detail);
    case 'archive-format':
      return t.format(failure.path);
    case 'target-not-empty':
      return t.notEmpty(failure.where);
    case 'target-foreign':
      return t.foreign;
    case 'target-in-use':
      return t.inUse(String(failure.connections));
    case 'secret-needed':
      return t.secretNeeded;
    case 'secret-differs':
      return t.secretDiffers;
    default:
      return openingProblem(failure, locale);
  }
}

/** The lines that tell of a backup. @param secretAt where the secret is kept */
export function backupLines(report: BackupReport, secretAt: string, locale: Locale): string[] {
  const t = backupWords(locale);
  const n = (value: number): string => formatNumber(locale, value);
  return [
    t.made(report.file, n(Math.ceil(report.bytes / 100_000) / 10)),
    t.content(n(report.rows), n(report.files)),
    report.encrypted ? t.encrypted : t.plain,
    report.secretIncluded ? t.secretInside : t.secretApart(secretAt),
    ...(report.removedMeanwhile.length > 0
      ? [t.removedMeanwhile(n(report.removedMeanwhile.length))]
      : []),
    ...(report.missing.length > 0 ? [t.missing(report.missing.join(', '))] : []),
  ];
}

export function restoreLines(report: RestoreReport, where: string, locale: Locale): string[] {
  const t = backupWords(locale);
  const n = (value: number): string => formatNumber(locale, value);
  return [
    t.restored(where, report.madeAt),
    t.restoredContent(n(report.tables), n(report.rows), n(report.files)),
    ...(report.migrated.length > 0 ? [t.migrated(n(report.migrated.length))] : []),
    waitingLine(report, locale),
    t.sessions,
    ...(report.former ? [t.former(report.former)] : []),
    ...(report.removedMeanwhile.length > 0
      ? [t.removedMeanwhile(n(report.removedMeanwhile.length))]
      : []),
    ...verifyLines(report.verified, locale),
  ];
}

function waitingLine({ held, waiting }: RestoreReport, locale: Locale): string {
  const t = backupWords(locale);
  if (held) return t.waitingHeld(formatNumber(locale, waiting));
  return waiting === 0 ? t.waitingNone : t.waiting(formatNumber(locale, waiting));
}

export function verifyLines(report: VerifyReport, locale: Locale): string[] {
  const t = backupWords(locale);
  const n = (value: number): string => formatNumber(locale, value);
  const { rollups, files, sealed, differences } = report;
  return [
    t.verified(n(rollups), n(files.looked), n(sealed.looked)),
    differences === 0 ? t.whole : t.differences(n(differences)),
    ...(rollups > 0 ? [t.rollups(n(rollups))] : []),
    ...files.missing.map(t.fileMissing),
    ...files.changed.map(t.fileChanged),
    ...sealed.closed.map(({ column, values }) => t.closed(column, n(values))),
  ];
}
