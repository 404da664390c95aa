import type { FileOutput } from '../contract.ts';

/** What other modules noted about the person of a file. */
export interface NotedElsewhere {
  readonly help: readonly {
    readonly happenedOn: string;
    readonly minutes: number | null;
    readonly themes: readonly string[];
    readonly placeName: string | null;
  }[];
  readonly devices: readonly {
    readonly handedOn: string;
    readonly terms: 'given' | 'lent';
    readonly dueOn: string | null;
    readonly endedOn: string | null;
    readonly number: string;
    readonly model: string;
    readonly placeName: string;
  }[];
}

/**
 * What a person is given of their file: all that is noted about them, and nothing of anybody else:
 * neither who wrote it nor who witnessed it.
 */
export function exportOf(file: FileOutput, noted: NotedElsewhere) {
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
    accompaniments: noted.help.map(({ happenedOn, minutes, themes, placeName }) => ({
      happenedOn,
      minutes,
      themes,
      place: placeName,
    })),
    devices: noted.devices.map(({ handedOn, terms, dueOn, endedOn, number, model, placeName }) => ({
      handedOn,
      terms,
      dueOn,
      endedOn,
      number,
      model,
      place: placeName,
    })),
  };
}
