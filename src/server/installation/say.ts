import type { Locale } from '../../platform/i18n/messages.ts';
import type { OpeningFailure } from './check.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

/** Why an alliance was not opened and what to do about it, for the terminal. */
export function openingProblem(failure: OpeningFailure, locale: Locale): string {
  const t = locale === 'en' ? en : fr;
  switch (failure.code) {
    case 'data-folder-busy':
      return t.busy(failure.folder, failure.holder ? t.holder(failure.holder) : t.somebody);
    case 'secret-missing':
      return t.secretMissing(failure.file);
    case 'secret-wrong':
      return t.secretWrong(failure.fromEnvironment ? 'MAILLAGE_SECRET' : failure.file);
    case 'database-newer':
      return t.newer(failure.migrations.join(', '));
    case 'migration-changed':
      return t.changed(failure.migration);
    case 'version-differs':
      return t.version(failure.found, failure.needed, failure.folder ?? t.server);
  }
}
