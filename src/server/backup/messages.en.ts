import type { fr } from './messages.fr.ts';

export const en: typeof fr = {
  made: (file, megabytes) => `Backup made and read back: ${file} (${megabytes} MB)`,
  content: (rows, files) => `  ${rows} rows, ${files} files`,
  encrypted:
    '  Encrypted (age). Without the passphrase or the key nobody opens it: keep that elsewhere.',
  plain:
    '  Not encrypted: it holds personal data. Keep it in a safe place, or see --encrypt and --recipient.',
  secretInside: '  The secret is inside: whoever opens the archive also reads what is sealed.',
  secretApart: (where) =>
    `  The secret is not inside: keep ${where} elsewhere than this archive. Both are needed to restore.`,
  missing: (keys) => `  Beware: the database names files that the folder no longer has: ${keys}`,
  removedMeanwhile: (n) => `  Removed during the backup, with their record: ${n} files`,
  restored: (where, madeAt) => `Restored into ${where}: the alliance of ${madeAt}`,
  restoredContent: (tables, rows, files) =>
    `  ${tables} tables, ${rows} rows, ${files} files, all counted and compared with the archive`,
  migrated: (n) => `  Brought up to date: ${n} migrations applied`,
  former: (folder) =>
    `  What was there before is in ${folder}. Delete it once you need it no longer.`,
  waitingHeld: (n) =>
    `  A held copy: nothing leaves from here until “maillage release”. Messages that wait: ${n}.`,
  waiting: (n) =>
    `  Messages that waited when the backup was made: ${n}. They leave once, at the first start, and the work of the night goes on. For a mere trial, restore with --hold.`,
  waitingNone:
    '  No message waited. From the first start on reminders and the work of the night go on; for a mere trial, restore with --hold.',
  sessions: '  Everybody has to sign in again.',
  verified: (rollups, files, sealed) =>
    `Verified: ${rollups} differences of roll-ups, ${files} files looked at, ${sealed} sealed values opened`,
  whole: 'All is whole.',
  differences: (n) => `Differences found: ${n}`,
  rollups: (n) => `  roll-ups that differ from the records: ${n}`,
  fileMissing: (key) => `  file missing: ${key}`,
  fileChanged: (key) => `  file changed: ${key}`,
  closed: (column, n) => `  ${column}: ${n} values that the secret does not open`,
  archiveWhole: (path, madeAt, members) =>
    `The archive is whole: ${path}, of ${madeAt}, ${members} members read back`,
  released: 'The copy is released: at the next start what waits leaves.',
  notHeld: 'This alliance is not held: there is nothing to release.',
  keyWritten: (file, recipient) =>
    `Key written to ${file}: keep it elsewhere than on this machine, it opens the backups. To give to BACKUP_RECIPIENT or --recipient:\n${recipient}`,
  usage: {
    file: 'The backup’s file is missing: maillage restore FILE [--data DIR]',
    both: '--encrypt and --recipient exclude each other: choose one.',
    keyOut: 'The key’s file is missing: maillage keygen --out FILE',
  },
  failures: {
    alreadyThere: (path) =>
      `${path} is there already: a backup does not overwrite another. Give --out another name, or a folder.`,
    alreadyRunning: 'A backup is under way on this server. Try again once it is done.',
    diskFull: (path) =>
      `The disk is full (${path}). Nothing was left half done, and earlier backups are untouched. Make room, or give --out or BACKUP_FOLDER another disk.`,
    notWritable: (path, detail) =>
      `${path} cannot be written (${detail}). Check that the folder exists and that this account may write there.`,
    recipient: (recipient) =>
      `“${recipient}” is not a public age key. It begins with age1; “maillage keygen” makes one.`,
    keyFile: (path) =>
      `${path} does not exist or is empty: it must hold the passphrase, or the key AGE-SECRET-KEY-…`,
    archiveMissing: (path) => `There is no file ${path}.`,
    keyNeeded: (path) =>
      `${path} is encrypted: give --decrypt FILE, which holds the passphrase or the key.`,
    keyWrong: (path) =>
      `The passphrase or key does not open ${path}. Check that it is this backup’s.`,
    damaged: (path, detail) =>
      `${path} is damaged, cut, or not a backup of Maillage (${detail}). Nothing was changed. Take another backup.`,
    format: (path) =>
      `${path} was made by a later version of Maillage. Install that version or a later one.`,
    notEmpty: (where) =>
      `${where} holds an alliance already: nothing was changed. Restore elsewhere, or add --replace for it to take its place.`,
    foreign:
      'This PostgreSQL database holds tables that are not Maillage’s: nothing was changed. Give an empty database.',
    inUse: (n) =>
      `${n} connections use this database: stop the Maillage servers first. Nothing was changed.`,
    secretNeeded:
      'This alliance’s secret is not in the archive: set MAILLAGE_SECRET, or give --secret-file with the file “secret” that was kept apart. Without it what is sealed would no longer open.',
    secretDiffers:
      'The secret given is not this alliance’s: its fingerprint is not the archive’s. Nothing was changed.',
  },
};
