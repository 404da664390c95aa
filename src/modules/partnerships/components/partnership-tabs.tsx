import { NavLink } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** The pages of one partnership, in the order of its life; one line each. */
const TABS = [['overview', '']] as const satisfies readonly (readonly [
  keyof (typeof fr)['tabs'],
  string,
])[];

/** The way between the pages of one partnership. */
export function PartnershipTabs({ id }: { id: string }) {
  const t = useText({ fr, en });
  return (
    <nav aria-label={t.tabs.label} className="mb-6">
      <ul className="flex flex-wrap gap-x-2 gap-y-1 border-b-2 border-line">
        {TABS.map(([key, path]) => (
          <li key={key}>
            <NavLink className="tab" end to={`/partenariats/${id}${path}`}>
              {t.tabs[key]}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
