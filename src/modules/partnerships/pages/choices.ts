import { authorize, type Ctx, type Scope } from '../../../platform/access/access.ts';
import { listDepartments } from '../../territories/public.ts';
import { listNeeds } from '../needs/queries.ts';

/** What the partnership form offers: the departments within reach and the department's open needs. */
export async function formChoices(
  ctx: Ctx,
  scope: Scope<'partnerships.write'>,
  department: string,
) {
  const needs = authorize(ctx.actor, 'needs.read');
  const [departments, open] = await Promise.all([
    listDepartments(ctx.db),
    needs && department ? listNeeds(ctx.db, needs, { department }, null, 30) : null,
  ]);
  return {
    departments: departments
      .filter(({ code }) => scope.everywhere || scope.departments.has(code))
      .map(({ code, name }) => ({ code, name })),
    needs: (open?.items ?? [])
      .filter((need) => need.status === 'open' || need.status === 'in-progress')
      .map(({ id, title, territoryName }) => ({ id, title, territoryName })),
  };
}
