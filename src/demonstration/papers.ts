import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { dossierFr } from '../modules/partners/public.ts';
import type { Db } from '../platform/db/schema.ts';
import type { FileStore } from '../platform/files/files.ts';
import { insertRows } from './insert.ts';
import type { DemoPartner } from './partners.ts';
import { plainPdf } from './pdf.ts';
import type { Random } from './random.ts';
import { HOME_DEPARTMENT } from './territory.ts';

const DAY_MS = 86_400_000;

/** What organisations of a kind are recognised as, and for how many years at a time. */
const LABELS: Readonly<Record<string, readonly [label: string, years: number]>> = {
  association: ['general-interest', 5],
  esus: ['esus', 5],
  'impact-startup': ['mission-company', 3],
  cooperative: ['esus', 5],
  EI: ['iae-agreement', 3],
  ACI: ['iae-agreement', 3],
  AI: ['iae-agreement', 3],
  ETTI: ['iae-agreement', 3],
  EA: ['adapted-company', 5],
  ESAT: ['esat', 5],
};
const SOURCES: Readonly<Record<string, string>> = {
  'general-interest': 'Rescrit fiscal (inventé)',
  esus: 'Arrêté préfectoral (inventé)',
  'iae-agreement': 'Convention avec l’État (inventée)',
  'adapted-company': 'Contrat d’objectifs (inventé)',
  esat: 'Arrêté de l’agence régionale de santé (inventé)',
  'mission-company': 'Registre du commerce (inventé)',
};
/** Papers that partners have, with the share of partners that have each. */
const SHARES: readonly (readonly [kind: string, share: number])[] = [
  ['statutes', 0.8],
  ['insurance', 0.75],
  ['general-interest', 0.3],
  ['approval', 0.3],
  ['accounts', 0.25],
  ['report', 0.3],
];
const KINDS = [...SHARES.map(([kind]) => kind), 'other'];

interface Stored {
  readonly key: string;
  readonly fileName: string;
  readonly size: number;
  readonly sha256: string;
}

export interface PaperSources {
  readonly partners: readonly DemoPartner[];
  readonly files: FileStore;
  readonly now: Date;
  readonly accounts: { readonly delegate: string; readonly lead: string };
}

/**
 * Papers and recognitions of invented partners: some have ended, some end soon, most hold. Papers
 * of a kind share one file, which says that it is invented.
 */
export async function makePapers(trx: Db, sources: PaperSources, random: Random): Promise<void> {
  const { partners, files, now, accounts } = sources;
  const stored = await storePapers(files);
  const rows = { document: [], label: [], event: [] } as Record<
    'document' | 'label' | 'event',
    Record<string, unknown>[]
  >;
  const day = (ahead: number): string =>
    new Date(now.getTime() + ahead * DAY_MS).toISOString().slice(0, 10);
  for (const [index, partner] of partners.entries()) {
    const home = partner.town.department === HOME_DEPARTMENT;
    const by = home ? accounts.delegate : accounts.lead;
    const add = (kind: string, ends: number | null, ago: number, more = {}): void => {
      const file = stored.get(kind);
      if (!file) return;
      const at = new Date(now.getTime() - ago * DAY_MS).toISOString();
      rows.document.push({
        id: random.uuid(),
        partner_id: partner.id,
        kind,
        title: '',
        file_key: file.key,
        file_name: file.fileName,
        type: 'application/pdf',
        size: file.size,
        sha256: file.sha256,
        expires_on: ends === null ? null : day(ends),
        private: false,
        uploaded_by: by,
        uploaded_at: at,
        ...more,
      });
      rows.event.push({
        id: random.uuid(),
        partner_id: partner.id,
        kind: 'document-added',
        detail: { kind, ...('private' in more ? { private: '1' } : {}) },
        by_id: by,
        at,
      });
    };
    // The first partner is the one-click accounts' own: it shows one of each.
    for (const [kind, share] of SHARES) {
      if (index > 0 && !random.chance(share)) continue;
      const ends = index === 0 ? firstEnd(kind) : end(kind, random);
      add(kind, ends, ends === null ? random.int(20, 900) : Math.max(3, 365 - ends));
      if (kind === 'insurance' && ends !== null && ends > 90 && random.chance(0.3))
        add(kind, ends - 365, 730 - ends, { title: 'Année précédente' });
    }
    if (home && index % 3 === 0)
      add('other', null, random.int(5, 200), { title: 'Avis interne', private: true });
    const [code, years] = LABELS[partner.kind] ?? ['', 0];
    if (!code || (index > 0 && !random.chance(0.7))) continue;
    const left = random.weighted([
      [random.int(-200, -1), 6],
      [random.int(0, 90), 10],
      [random.int(91, years * 365), 84],
    ] as const);
    rows.label.push({
      id: random.uuid(),
      partner_id: partner.id,
      kind: 'label',
      code,
      source: SOURCES[code] ?? '',
      valid_from: day(left - years * 365),
      valid_to: day(left),
      created_by: by,
      created_at: now.toISOString(),
    });
  }
  await insertRows(trx, 'partner_document', rows.document);
  await insertRows(trx, 'partner_label', rows.label);
  await insertRows(trx, 'partner_event', rows.event);
}

function firstEnd(kind: string): number | null {
  return { insurance: 12, approval: -9, 'general-interest': 71 }[kind] ?? null;
}

/** Days until a paper's last day; null for one that has none. */
function end(kind: string, random: Random): number | null {
  if (!['insurance', 'approval', 'general-interest'].includes(kind)) return null;
  return random.weighted([
    [random.int(-150, -1), 8],
    [random.int(0, 30), 6],
    [random.int(31, 90), 10],
    [random.int(91, kind === 'insurance' ? 360 : 1_000), 76],
  ] as const);
}

async function storePapers(files: FileStore): Promise<ReadonlyMap<string, Stored>> {
  const stored = new Map<string, Stored>();
  for (const kind of KINDS) {
    const name = dossierFr.documents[kind] ?? kind;
    const content = plainPdf(`${name} (démonstration)`, [
      'Cette pièce est inventée : elle fait partie d’une démonstration.',
      'Elle n’engage personne et ne prouve rien.',
    ]);
    const key = `documents/demonstration-${kind}`;
    await files.put(key, Readable.from([content]));
    stored.set(kind, {
      key,
      fileName: `${name} (démonstration).pdf`,
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
  }
  return stored;
}
