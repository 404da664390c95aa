import { Link } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { Within } from '../within/queries.ts';

/** Keeps the territory of a list when its form is sent. */
export function WithinField({ within }: { within: Within | null }) {
  return within ? <input type="hidden" name={within.kind} value={within.code} /> : null;
}

/** Says what a list is narrowed to, and leads out of it. */
export function WithinNote({ within, path }: { within: Within | null; path: string }) {
  const t = useText({ fr, en });
  if (!within) return null;
  return (
    <p className="mb-3" role="status">
      {t.within.only} <strong>{within.name}</strong>. <Link to={path}>{t.within.all}</Link>
    </p>
  );
}
