import type { Stage } from '../domain.ts';

/** One partnership of a family: what it was taken over from, if anything. */
export interface Relative {
  readonly id: string;
  readonly title: string;
  readonly departmentCode: string;
  readonly stage: Stage;
  readonly from: string | null;
}

export interface FamilyTree extends Relative {
  readonly children: readonly FamilyTree[];
}

/** Puts a family together from its first one; who has no known parent in it is left out. */
export function familyTree(rootId: string, family: readonly Relative[]): FamilyTree | null {
  const root = family.find(({ id }) => id === rootId);
  if (!root) return null;
  const grow = (one: Relative, seen: ReadonlySet<string>): FamilyTree => ({
    ...one,
    children: family
      .filter(({ from, id }) => from === one.id && !seen.has(id))
      .map((child) => grow(child, new Set([...seen, child.id]))),
  });
  return grow(root, new Set([root.id]));
}

/** How many were taken over from the first one, directly or further on. */
export function countReplications(tree: FamilyTree): number {
  return tree.children.reduce((sum, child) => sum + 1 + countReplications(child), 0);
}
