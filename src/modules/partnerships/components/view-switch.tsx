import { Form, Link } from 'react-router';
import { TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { VIEW_PATHS, VIEWS, type View } from '../saved-views/domain.ts';
import { en } from '../saved-views/messages.en.ts';
import { fr } from '../saved-views/messages.fr.ts';
import type { SavedView } from '../saved-views/queries.ts';

/** The ways of looking at the same partnerships, and the views that were kept. */
export function ViewSwitch({
  current,
  search,
  views,
  mayShare,
}: {
  current: View;
  search: string;
  views: readonly SavedView[];
  mayShare: boolean;
}) {
  const t = useText({ fr, en });
  return (
    <>
      <nav aria-label={t.label} className="mb-4">
        <ul className="flex flex-wrap gap-x-2 gap-y-1 border-b-2 border-line">
          {VIEWS.map((view) => (
            <li key={view}>
              <Link
                className="tab"
                aria-current={view === current ? 'page' : undefined}
                to={`${VIEW_PATHS[view]}${search}`}
              >
                {t.views[view]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <details className="mb-4">
        <summary className="font-semibold">{t.title}</summary>
        <div className="card mt-2 grid gap-4">
          {views.length === 0 ? <p className="hint">{t.none}</p> : null}
          <ul className="grid gap-2">
            {views.map((view) => (
              <li key={view.id} className="flex flex-wrap items-baseline gap-3">
                <Link to={view.to}>{view.name}</Link>
                <span className="hint">
                  {t.views[view.view]}
                  {view.shared ? ` · ${t.sharedTag}` : ''}
                </span>
                {view.mine ? (
                  <Form method="post" action="/partenariats/vues">
                    <input type="hidden" name="what" value="remove" />
                    <input type="hidden" name="id" value={view.id} />
                    <button
                      type="submit"
                      className="btn btn-plain btn-small"
                      aria-label={t.removeOf(view.name)}
                    >
                      {t.remove}
                    </button>
                  </Form>
                ) : null}
              </li>
            ))}
          </ul>
          <Form method="post" action="/partenariats/vues" className="grid max-w-xl gap-3">
            <input type="hidden" name="what" value="save" />
            <input type="hidden" name="view" value={current} />
            <input type="hidden" name="search" value={search} />
            <TextField name="name" label={t.name} required />
            {mayShare ? (
              <label className="choice">
                <input type="checkbox" name="shared" value="1" />
                <span>{t.shared}</span>
              </label>
            ) : null}
            <button type="submit" className="btn btn-quiet btn-small justify-self-start">
              {t.save}
            </button>
          </Form>
        </div>
      </details>
    </>
  );
}
