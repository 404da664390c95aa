import { useText } from '../../../ui/locale.tsx';
import type { Keeper } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** The name of a keeper: a department's is that of the operator's team there. */
export function useKeeperName(): (keeper: Keeper, name: string) => string {
  const t = useText({ fr, en });
  return ({ kind }, name) => (kind === 'department' ? t.department(name) : name);
}
