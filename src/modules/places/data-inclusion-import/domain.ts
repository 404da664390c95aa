import type { Parsed } from '../../../platform/imports/importer.ts';
import { serviceRow } from '../data-inclusion/contract.ts';
import type { MediationCode } from '../mediation-import/messages.fr.ts';

export interface ServiceLookup {
  /** Structures that came from data·inclusion, by their id there. */
  readonly structures: ReadonlyMap<string, { readonly id: string; readonly edited: boolean }>;
  /** Ids of places of our own, which their sheets describe. */
  readonly own: ReadonlySet<string>;
}

export interface ServiceRecord {
  readonly id: string;
  /** Null when there is nothing to write. */
  readonly placeId: string | null;
  readonly record: Readonly<Record<string, unknown>>;
}

/** Reads a service: it follows the schema to the letter, or is refused with the fields that do not. */
export function parseService(
  item: unknown,
  lookup: ServiceLookup,
): Parsed<ServiceRecord, MediationCode> {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return { accepted: false, issues: [{ field: '', code: 'not-an-object' }] };
  const parsed = serviceRow.safeParse(item);
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'id'))];
    const unknown = parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys : [],
    );
    const params = { fields: [...new Set([...fields, ...unknown])].slice(0, 8).join(', ') };
    return {
      accepted: false,
      issues: [{ field: fields[0] ?? '', code: 'service-invalid', params }],
    };
  }
  const { id, structure_id } = parsed.data;
  const accept = (
    placeId: string | null,
    code?: 'own-place' | 'sheet-kept',
  ): Parsed<ServiceRecord, MediationCode> => ({
    accepted: true,
    key: id,
    record: { id, placeId, record: parsed.data },
    warnings: code ? [{ field: 'structure_id', code }] : [],
  });
  const structure = lookup.structures.get(structure_id);
  if (structure) return structure.edited ? accept(null, 'sheet-kept') : accept(structure.id);
  if (lookup.own.has(structure_id.replace(/^maillage--/, ''))) return accept(null, 'own-place');
  const params = { id: structure_id.slice(0, 80) };
  return {
    accepted: false,
    issues: [{ field: 'structure_id', code: 'structure-unknown', params }],
  };
}
