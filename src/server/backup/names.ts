/** `maillage-2026-11-30T21-34-00-123Z.tar.zst`, with `.age` when encrypted. */
const NAME = /^maillage-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.tar\.zst(\.age)?$/;

/** An archive's own name: sorted by name, archives are sorted by age. */
export function backupName(at: Date, encrypted: boolean): string {
  const stamp = at.toISOString().replace(/[:.]/g, '-');
  return `maillage-${stamp}.tar.zst${encrypted ? '.age' : ''}`;
}

/** When an archive was made, from its name; null for a file that is none of ours. */
export function backupDate(name: string): Date | null {
  const found = NAME.exec(name);
  if (!found) return null;
  const [, day, hours, minutes, seconds, ms] = found;
  return new Date(`${day}T${hours}:${minutes}:${seconds}.${ms}Z`);
}
