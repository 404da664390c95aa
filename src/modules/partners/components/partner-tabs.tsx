import { NavLink } from 'react-router';
import type { Permission } from '../../../platform/access/access.ts';
import { useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import { en } from '../dossier/messages.en.ts';
import { fr } from '../dossier/messages.fr.ts';

interface Tab {
  readonly key: keyof (typeof fr)['tabs'];
  readonly path: string;
  readonly permission?: Permission;
}

const TABS: readonly Tab[] = [
  { key: 'overview', path: '' },
  { key: 'dossier', path: '/dossier' },
  { key: 'history', path: '/historique' },
  { key: 'merge', path: '/fusion', permission: 'partners.merge' },
];

/** The way between the pages of one partner. */
export function PartnerTabs({ id }: { id: string }) {
  const t = useText({ fr, en });
  const may = useMay();
  return (
    <nav aria-label={t.tabs.label} className="mb-6">
      <ul className="flex flex-wrap gap-x-2 gap-y-1 border-b-2 border-line">
        {TABS.filter(({ permission }) => !permission || may(permission)).map(({ key, path }) => (
          <li key={key}>
            <NavLink className="tab" end to={`/partenaires/${id}${path}`}>
              {t.tabs[key]}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
