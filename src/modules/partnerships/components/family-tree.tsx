import { Link } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { FamilyTree as Tree } from '../models/domain.ts';

/** A family of partnerships: who was taken over from whom, as nested lists. */
export function FamilyTree({ tree, here }: { tree: Tree; here: string }) {
  return (
    <ul className="grid gap-2">
      <Branch tree={tree} here={here} />
    </ul>
  );
}

function Branch({ tree, here }: { tree: Tree; here: string }) {
  const t = useText({ fr, en });
  return (
    <li>
      {tree.id === here ? (
        <strong>{tree.title}</strong>
      ) : (
        <Link to={`/partenariats/${tree.id}`}>{tree.title}</Link>
      )}{' '}
      <span className="hint">
        {[tree.departmentCode, t.stages[tree.stage], tree.id === here ? t.models.here : '']
          .filter(Boolean)
          .join(' · ')}
      </span>
      {tree.children.length > 0 ? (
        <ul className="mt-2 grid gap-2 border-l-2 border-line pl-4">
          {tree.children.map((child) => (
            <Branch key={child.id} tree={child} here={here} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}
