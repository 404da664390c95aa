import { NavLink } from 'react-router';
import type { Permission } from '../../../platform/access/access.ts';
import { useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

interface Tab {
  readonly key: keyof (typeof fr)['tabs'];
  readonly path: string;
  readonly permission?: Permission;
}

/** The pages of one partnership, in the order of its life; one line each. */
const TABS: readonly Tab[] = [
  { key: 'overview', path: '' },
  { key: 'sheet', path: '/fiche' },
  { key: 'convention', path: '/convention', permission: 'conventions.read' },
  { key: 'hosting', path: '/hebergement', permission: 'hosting.read' },
  { key: 'experiments', path: '/experimentation' },
  { key: 'review', path: '/revue' },
];

/** The way between the pages of one partnership. */
export function PartnershipTabs({ id }: { id: string }) {
  const t = useText({ fr, en });
  const may = useMay();
  return (
    <nav aria-label={t.tabs.label} className="mb-6">
      <ul className="flex flex-wrap gap-x-2 gap-y-1 border-b-2 border-line">
        {TABS.filter(({ permission }) => !permission || may(permission)).map(({ key, path }) => (
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
