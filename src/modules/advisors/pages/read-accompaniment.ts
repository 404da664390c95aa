import { authorize } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { type Parsed, parseForm } from '../../../platform/http/forms.ts';
import type { GuardedArgs } from '../../../platform/http/route.ts';
import { keeperOfFile, listFilesForChoice } from '../../follow-up/public.ts';
import { resolveCommune } from '../../territories/public.ts';
import { type AccompanimentInput, accompanimentInput } from '../accompaniments/contract.ts';
import { readLength } from '../accompaniments/domain.ts';
import { en } from '../accompaniments/messages.en.ts';
import { fr } from '../accompaniments/messages.fr.ts';
import type { Accompaniment } from '../accompaniments/queries.ts';
import type { AccompanimentFormState } from '../components/accompaniment-form.tsx';
import { findPlace } from './read-form.ts';

const LISTS = ['genders', 'ages', 'statuses'] as const;

/** Reads the form of help given; a place or a commune typed in words is looked up. */
export async function readAccompanimentForm(
  db: Db,
  form: FormData,
): Promise<Parsed<AccompanimentInput>> {
  await findPlace(db, form);
  const typed = String(form.get('communeCodeText') ?? '').trim();
  if (!form.get('communeCode') && /^\d[0-9AB]\d{3}$/i.test(typed)) {
    const commune = await resolveCommune(db, typed);
    if (commune) form.set('communeCode', commune.code);
  }
  return parseForm(accompanimentInput, form, (values) => {
    const other = String(values.otherLength ?? '').trim();
    // A length that cannot be read is refused like an absurd one, not silently replaced.
    const minutes = other === '' ? values.minutes : (readLength(other) ?? 0);
    return {
      ...values,
      minutes: minutes === 0 ? 1e6 : minutes,
      participants: values.format === 'group' ? values.participants : null,
      themes: values['themes[]'] ?? [],
      topics: values['topics[]'] ?? [],
      equipment: values['equipment[]'] ?? [],
      ...Object.fromEntries(
        LISTS.map((list) => [
          list,
          Object.fromEntries(
            Object.entries(values)
              .filter(([name]) => name.startsWith(`${list}.`))
              .map(([name, value]) => [name.slice(list.length + 1), value]),
          ),
        ]),
      ),
    };
  });
}

/** The fields of a record as its form has them. */
export function accompanimentValues(row: Accompaniment): AccompanimentFormState['values'] {
  const counts = LISTS.flatMap((list) =>
    Object.entries(row[list]).map(([code, count]) => [`${list}.${code}`, String(count)] as const),
  );
  return {
    id: row.id,
    advisorId: row.advisor?.id ?? '',
    happenedOn: row.happenedOn,
    minutes: String(row.minutes ?? ''),
    format: row.format,
    setting: row.setting,
    placeId: row.placeId ?? '',
    placeIdText: row.placeName ?? '',
    communeCode: row.placeId ? '' : row.communeCode,
    communeCodeText: row.placeId ? '' : row.communeName,
    'themes[]': row.themes,
    'topics[]': row.topics,
    autonomy: row.autonomy ?? '',
    'equipment[]': row.equipment,
    orientedTo: row.orientedTo ?? '',
    participants: row.format === 'group' ? String(row.participants) : '',
    followedPersonId: row.followedPersonId ?? '',
    note: row.note,
    ...Object.fromEntries(counts),
  };
}

type Args = Pick<GuardedArgs<'accompaniments.record'>, 'ctx' | 'actor' | 'services'>;

/**
 * Files that may be named in the form: those that this account may write to. One that was linked
 * before stays to be kept, without saying whose it is, and so does one's own that is asked for but
 * not among the most recent.
 */
export async function filesToChoose(
  { ctx, actor, services }: Args,
  linked: string | null,
  asked = '',
): Promise<{ id: string; label: string }[]> {
  const follow = authorize(actor, 'follow-up.write');
  const own = follow ? await listFilesForChoice(ctx, follow, services.secret) : [];
  const files = own.map(({ id, label }) => ({ id, label }));
  const other = linked ?? asked;
  if (!other || files.some(({ id }) => id === other)) return files;
  const keep = linked !== null || (follow && (await keeperOfFile(ctx.db, follow, other)));
  const words = ctx.locale === 'fr' ? fr : en;
  return keep ? [{ id: other, label: words.fileKept }, ...files] : files;
}
