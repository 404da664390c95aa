import type { fr } from './messages.fr.ts';

export const en: typeof fr = {
  busy: (folder, by) =>
    `The folder ${folder} is in use ${by}. Stop it, or choose another folder with --data. Imports can also be made from the screen “Imports”.`,
  holder: (one) => `by process ${one.pid} of ${one.host}${one.since ? ` since ${one.since}` : ''}`,
  somebody: 'by another process',
  secretMissing: (file) =>
    `This database was sealed with a secret that is gone: ${file} is missing and MAILLAGE_SECRET is not set. Without it sealed data cannot be read, and nothing is opened so that nothing is lost. Put the file back, set MAILLAGE_SECRET, or restore a backup that holds it (maillage restore).`,
  secretWrong: (from) =>
    `The secret given by ${from} is not this database’s: what is sealed there would not open. Give the secret that it was made with, or the database that goes with this secret.`,
  newer: (migrations) =>
    `This database was opened by a later version of Maillage (unknown migrations: ${migrations}). Nothing was changed. Install that version or a later one, or restore a backup from before the update.`,
  changed: (migration) =>
    `The migration ${migration} has changed since it was applied to this database. Nothing was done. Install the original version of Maillage, without changed files.`,
  version: (found, needed, where) =>
    `PostgreSQL ${found} (${where}) will not do: ${needed} is needed. Nothing was changed. Make a backup with the version of Maillage that opened this database (maillage backup), then restore it with this one (maillage restore).`,
  server: 'server',
};
