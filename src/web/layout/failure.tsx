import { isRouteErrorResponse, Link } from 'react-router';
import { useText } from '../../ui/locale.tsx';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

/** A page for what is not there, not allowed or broken: what happened and what to do. */
export function Failure({ error }: { error: unknown }) {
  const t = useText({ fr, en });
  const cut = isNetworkFailure(error);
  const words = t.failure[cut ? 'network' : kindOf(error)];
  return (
    <main id="contenu" className="mx-auto max-w-2xl px-4 py-16">
      <title>{`${words.title} — Maillage`}</title>
      <h1>{words.title}</h1>
      <p className="my-4 text-lg">{words.text}</p>
      <p className="flex flex-wrap gap-3">
        {cut ? (
          <button type="button" className="btn" onClick={() => window.location.reload()}>
            {t.failure.again}
          </button>
        ) : null}
        <Link className={cut ? 'btn btn-quiet' : 'btn'} to="/">
          {t.failure.home}
        </Link>
      </p>
    </main>
  );
}

function kindOf(error: unknown): 403 | 404 | 405 | 413 | 429 | 500 {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if (status === 403 || status === 404 || status === 413 || status === 429) return status;
  return status === 405 || status === 415 ? 405 : 500;
}

/** Browsers tell a request that found no network from other mistakes by its message only. */
function isNetworkFailure(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|^load failed/i.test(error.message);
}
