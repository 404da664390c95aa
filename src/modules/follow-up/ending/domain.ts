import type { FileOutput } from '../contract.ts';

/**
 * What a person is given of their file: all that is noted about them, and nothing of anybody else:
 * neither who wrote it nor who witnessed it.
 */
export function exportOf(file: FileOutput) {
  const { id, firstName, lastName, birthYear, reachKind, reach } = file;
  return {
    id,
    keptBy: file.keeper,
    firstName,
    lastName,
    birthYear,
    reachKind,
    reach,
    commune: { code: file.communeCode, name: file.communeName },
    place: file.place?.name ?? null,
    themes: file.themes,
    access: file.access,
    goals: file.goals,
    nextOn: file.nextOn,
    openedOn: file.createdAt.slice(0, 10),
    lastContactOn: file.lastContactOn,
    erasedOn: file.expiresOn,
    consents: file.consents.map(({ witness, id: _, ...consent }) => ({
      ...consent,
      witnessed: witness !== null,
    })),
    notes: file.notes.map(({ happenedOn, kind, text }) => ({ happenedOn, kind, text })),
  };
}
