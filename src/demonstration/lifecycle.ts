import type { Stage } from '../modules/partnerships/public.ts';
import type { Random } from './random.ts';
import { REASONS } from './words.ts';

/** The stages on the way to each stage. */
const WAYS: Readonly<Record<Stage, readonly Stage[]>> = {
  idea: ['idea'],
  'co-design': ['idea', 'co-design'],
  agreed: ['idea', 'co-design', 'agreed'],
  active: ['idea', 'co-design', 'agreed', 'active'],
  'under-review': ['idea', 'co-design', 'agreed', 'active', 'under-review'],
  renewed: ['idea', 'co-design', 'agreed', 'active', 'under-review', 'renewed'],
  ended: ['idea', 'co-design', 'agreed', 'active', 'ended'],
  abandoned: ['idea', 'co-design', 'abandoned'],
};

/** The recorded moves of a partnership that is in `stage` today, in order and before `now`. */
export function movesTo(
  stage: Stage,
  partnershipId: string,
  agreedOn: string | null,
  now: Date,
  by: string,
  random: Random,
) {
  const way = WAYS[stage];
  const pivot = agreedOn
    ? new Date(`${agreedOn}T10:00:00Z`).getTime()
    : now.getTime() - random.int(5, 300) * 86_400_000;
  const at = (to: Stage, index: number): number => {
    if (agreedOn === null) return pivot + index * 3_600_000;
    if (to === 'idea') return pivot - 90 * 86_400_000;
    if (to === 'co-design') return pivot - 45 * 86_400_000;
    if (to === 'agreed') return pivot;
    // What follows the agreement is spread between it and today.
    const rest = way.length - 3;
    return pivot + ((now.getTime() - pivot) * (index - 2)) / (rest + 1);
  };
  return way.map((to, index) => ({
    id: random.uuid(),
    partnership_id: partnershipId,
    from_stage: index === 0 ? null : (way[index - 1] ?? null),
    to_stage: to,
    reason: to === 'renewed' || to === 'ended' || to === 'abandoned' ? REASONS[to] : '',
    moved_by: by,
    moved_at: new Date(at(to, index)).toISOString(),
  }));
}
