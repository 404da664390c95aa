import { redirect } from 'react-router';
import { formValues } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { removeView, savedViewInput, saveView } from '../saved-views/commands.ts';
import { filtersOnly, VIEW_PATHS, VIEWS } from '../saved-views/domain.ts';

/** Nothing to read here: the views are shown where they are used. */
export const loader = guard('partnerships.read', () => redirect('/partenariats'));

/** Keeps or forgets a saved view, then goes back to where it is used. */
export const action = guard('partnerships.read', async ({ ctx, scope, request }) => {
  const values = formValues(await request.formData());
  if (values.what === 'remove') {
    await removeView(ctx, scope, String(values.id));
    return redirect('/partenariats');
  }
  const view = VIEWS.find((known) => known === values.view) ?? 'list';
  const search = filtersOnly(new URLSearchParams(String(values.search ?? '')));
  const back = `${VIEW_PATHS[view]}${search ? `?${search}` : ''}`;
  const parsed = savedViewInput.safeParse(values);
  if (parsed.success) await saveView(ctx, scope, parsed.data);
  return redirect(back);
});
