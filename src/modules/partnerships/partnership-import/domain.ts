import { foldText } from '../../../platform/db/search.ts';
import type { Parsed, RowIssue } from '../../../platform/imports/importer.ts';
import { RowReader } from '../../../platform/imports/values.ts';
import { COMMITMENTS, type Commitment } from '../../alliance/public.ts';
import { checkRna, checkSiren, checkSiret } from '../../partners/public.ts';
import {
  type CommuneResolver,
  type PostalLookup,
  readPostalCode,
} from '../../territories/public.ts';
import { AGREED, PARTNERSHIP_TYPES, type PartnershipType, STAGES, type Stage } from '../domain.ts';
import type { PartnershipColumn } from './contract.ts';
import type { PartnershipImportCode } from './messages.fr.ts';

/** A partnership as the importer writes it. */
export interface PartnershipRecord {
  readonly key: string;
  readonly title: string;
  readonly type: PartnershipType;
  readonly commitment: Commitment;
  /** Of a new one; one that is here moves along its lifecycle only. */
  readonly stage: Stage;
  readonly partner_id: string;
  readonly department_code: string;
  readonly commune_code: string | null;
  readonly places: readonly string[];
  readonly starts_on: string | null;
  readonly ends_on: string | null;
  readonly agreed_on: string | null;
  readonly summary: string;
}

/** A partner as a row may name it. */
export interface KnownPartner {
  readonly id: string;
  readonly name: string;
  readonly departmentCode: string | null;
}

/** A partnership that is here: by which key it is written, and how far it came. */
export interface KnownPartnership {
  readonly key: string;
  readonly stage: Stage;
}

export interface PartnershipLookup {
  readonly communes: CommuneResolver;
  readonly postal: PostalLookup;
  /** Code or folded name → code. */
  readonly departments: ReadonlyMap<string, string>;
  /** SIRET, RNA → the one partner; SIREN, folded name → all of them. */
  readonly partners: {
    readonly bySiret: ReadonlyMap<string, KnownPartner>;
    readonly byRna: ReadonlyMap<string, KnownPartner>;
    readonly bySiren: ReadonlyMap<string, readonly KnownPartner[]>;
    readonly byName: ReadonlyMap<string, readonly KnownPartner[]>;
  };
  /** A contact point's own number → our id. */
  readonly places: ReadonlyMap<string, string>;
  /** What is here already, by a file's number and by our own reference. */
  readonly existing: ReadonlyMap<string, KnownPartnership>;
  readonly typeOf: (text: string) => string | null;
  readonly commitmentOf: (text: string) => string | null;
  readonly stageOf: (text: string) => string | null;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

export type PartnershipCells = Readonly<Record<PartnershipColumn, string>>;
type Reader = RowReader<PartnershipImportCode>;
type Problem = RowIssue<PartnershipImportCode>;

/** Reads one row of a table of partnerships. Its number tells it apart, else partner and title. */
export function parsePartnership(
  row: PartnershipCells,
  lookup: PartnershipLookup,
): Parsed<PartnershipRecord, PartnershipImportCode> {
  const reader: Reader = new RowReader<PartnershipImportCode>();
  const problems: Problem[] = [];
  const title = reader.text('title', row.title, 160);
  if (title === '') problems.push({ field: 'title', code: 'required' });
  const type = oneOf(problems, 'type', row.type, lookup.typeOf, PARTNERSHIP_TYPES);
  const commitment = oneOf(
    problems,
    'commitment',
    row.commitment,
    lookup.commitmentOf,
    COMMITMENTS,
  );
  const partner = findPartner(problems, row, lookup);
  const commune = findCommune(reader, row, lookup);
  const department =
    readDepartment(reader, row, lookup) ?? commune?.departmentCode ?? partner?.departmentCode;
  if (partner && !department) problems.push({ field: 'department', code: 'department-unknown' });
  const dates = readDates(reader, row);
  if (problems.length > 0 || !type || !commitment || !partner || !department)
    return { accepted: false, issues: [...problems, ...reader.warnings] };
  const own = row.reference.trim().slice(0, 60);
  const given = own || `${partner.id} ${foldText(title)} ${department}`;
  const here = lookup.existing.get(given);
  const key = here?.key ?? given;
  const stage = readStage(reader, row, dates, lookup);
  if (here && row.stage.trim() !== '' && here.stage !== stage)
    reader.warn('stage', 'stage-kept', { value: row.stage.trim().slice(0, 40) });
  return {
    accepted: true,
    key,
    record: {
      key,
      title,
      type,
      commitment,
      stage,
      partner_id: partner.id,
      department_code: department,
      commune_code: commune?.code ?? null,
      places: readPlaces(reader, row.places, lookup),
      starts_on: dates.startsOn,
      ends_on: dates.endsOn,
      agreed_on: dates.agreedOn ?? (AGREED.includes(stage) ? dates.startsOn : null),
      summary: reader.text('summary', row.summary, 4000),
    },
    warnings: reader.warnings,
  };
}

function oneOf<T extends string>(
  problems: Problem[],
  field: 'type' | 'commitment',
  text: string,
  read: (text: string) => string | null,
  choices: readonly T[],
): T | null {
  if (text.trim() === '') {
    problems.push({ field, code: 'required' });
    return null;
  }
  const said = read(text);
  const value = choices.find((choice) => choice === said) ?? null;
  if (value === null)
    problems.push({ field, code: 'value-unknown', params: { value: text.trim().slice(0, 60) } });
  return value;
}

/** The partner by SIRET, else RNA, else SIREN, else by a name that only one has. */
function findPartner(
  problems: Problem[],
  row: PartnershipCells,
  { partners }: PartnershipLookup,
): KnownPartner | null {
  const siret = checkSiret(row.partnerSiret, { restoreLeadingZeros: true });
  const rna = checkRna(row.partnerRna);
  const siren = checkSiren(row.partnerSiren, { restoreLeadingZeros: true });
  const exact =
    (siret.ok && partners.bySiret.get(siret.value)) || (rna.ok && partners.byRna.get(rna.value));
  if (exact) return exact;
  const bySiren = siren.ok ? siren.value : siret.ok ? siret.value.slice(0, 9) : null;
  const candidates =
    (bySiren ? partners.bySiren.get(bySiren) : undefined) ??
    partners.byName.get(foldText(row.partnerName)) ??
    [];
  const [only] = candidates;
  if (only && candidates.length === 1) return only;
  const value = [row.partnerSiret, row.partnerRna, row.partnerSiren, row.partnerName]
    .map((text) => text.trim())
    .filter(Boolean)
    .join(', ')
    .slice(0, 120);
  if (value === '') problems.push({ field: 'partnerSiret', code: 'partner-missing' });
  else if (candidates.length > 1)
    problems.push({
      field: 'partnerName',
      code: 'partner-unclear',
      params: { value, count: candidates.length },
    });
  else problems.push({ field: 'partnerSiret', code: 'partner-unknown', params: { value } });
  return null;
}

function findCommune(reader: Reader, row: PartnershipCells, lookup: PartnershipLookup) {
  const code = row.communeCode.trim();
  const byCode = code === '' ? null : lookup.communes.resolve(code);
  if (byCode) return byCode;
  const postal = readPostalCode(row.postalCode) ?? '';
  const name = row.commune.trim();
  if (code === '' && name === '' && postal === '') return null;
  const found = lookup.postal.find(postal, name);
  if (!found) {
    const value = [code, postal, name].filter(Boolean).join(' ').slice(0, 60);
    reader.warn('commune', 'commune-unclear', { value });
  }
  return found;
}

function readDepartment(reader: Reader, row: PartnershipCells, lookup: PartnershipLookup) {
  const text = row.department.trim();
  if (text === '') return null;
  const found =
    lookup.departments.get(text.toUpperCase().padStart(2, '0')) ??
    lookup.departments.get(foldText(text.replace(/\(.*\)/, ''))) ??
    null;
  if (!found) reader.warn('department', 'department-unclear', { value: text.slice(0, 60) });
  return found;
}

interface Dates {
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly agreedOn: string | null;
}

function readDates(reader: Reader, row: PartnershipCells): Dates {
  const startsOn = reader.day('startsOn', row.startsOn);
  let endsOn = reader.day('endsOn', row.endsOn);
  if (startsOn && endsOn && endsOn < startsOn) {
    reader.warn('endsOn', 'ends-before-start', { starts: startsOn, ends: endsOn });
    endsOn = null;
  }
  return { startsOn, endsOn, agreedOn: reader.day('agreedOn', row.agreedOn) };
}

/** The stage that the file gives, else the one that its dates imply. */
function readStage(
  reader: Reader,
  row: PartnershipCells,
  { startsOn, endsOn, agreedOn }: Dates,
  lookup: PartnershipLookup,
): Stage {
  const text = row.stage.trim();
  const said = text === '' ? null : lookup.stageOf(text);
  const stage = STAGES.find((known) => known === said);
  if (stage) return stage;
  const implied = stageFromDates(startsOn, endsOn, agreedOn, lookup.today);
  if (text !== '')
    reader.warn('stage', 'stage-unknown', { value: text.slice(0, 40), stage: implied });
  return implied;
}

/** What dates alone say: nothing, an idea; a start that came, active; an end that came, ended. */
export function stageFromDates(
  startsOn: string | null,
  endsOn: string | null,
  agreedOn: string | null,
  today: string,
): Stage {
  if (endsOn && endsOn < today) return 'ended';
  if (startsOn && startsOn <= today) return 'active';
  return startsOn || agreedOn ? 'agreed' : 'idea';
}

function readPlaces(reader: Reader, text: string, lookup: PartnershipLookup): string[] {
  const found = new Set<string>();
  for (const one of text.split(/[;,|\s]+/).filter(Boolean)) {
    const id = lookup.places.get(one.toUpperCase());
    if (id) found.add(id);
    else reader.warn('places', 'place-unknown', { value: one.slice(0, 40) });
  }
  return [...found];
}

const TYPE_WORDS: readonly (readonly [RegExp, PartnershipType])[] = [
  [/mecenat|competence|sponsor/, 'skills-sponsorship'],
  [/innovation|experiment/, 'social-innovation'],
  [/cooperation|heberge|hosting|occupation/, 'economic-cooperation'],
  [/achat|responsable|responsible|prestation|sous traitance/, 'responsible-practices'],
];

const COMMITMENT_WORDS: readonly (readonly [RegExp, Commitment])[] = [
  [/numeri|digital/, 'digital-inclusion'],
  [/ecolog|environnement|transition|climat/, 'ecology'],
  [/inclusion|social|solidar|insertion/, 'social-inclusion'],
  [/territo|cohesion|regional|rural/, 'territory'],
];

const STAGE_WORDS: readonly (readonly [RegExp, Stage])[] = [
  [/abandon|annul|sans suite/, 'abandoned'],
  [/revue|bilan|evaluation|review/, 'under-review'],
  [/renouvel|reconduit|renew/, 'renewed'],
  [/^termin|^clos|^fini|^echu|^ended/, 'ended'],
  [/actif|active|en cours|ouvert|deploy/, 'active'],
  [/signe|accord|conclu|agreed/, 'agreed'],
  [/construction|montage|negociation|elaboration|design/, 'co-design'],
  [/idee|piste|prospect|contact|idea/, 'idea'],
];

const firstOf =
  <T>(words: readonly (readonly [RegExp, T])[]) =>
  (folded: string): T | null =>
    words.find(([pattern]) => pattern.test(folded))?.[1] ?? null;

/** Our type for a folded word of a file; null when it is not clear. */
export const typeOfWord = firstOf(TYPE_WORDS);
/** Our commitment for a folded word of a file; null when it is not clear. */
export const commitmentOfWord = firstOf(COMMITMENT_WORDS);
/** Our stage for a folded word of a file; null when it is not clear. */
export const stageOfWord = firstOf(STAGE_WORDS);
