import { isRouteErrorResponse, Link } from 'react-router';
import { useText } from '../../ui/locale.tsx';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

/** A page for what is not there, not allowed or broken: what happened and what to do. */
export function Failure({ error }: { error: unknown }) {
  const t = useText({ fr, en });
  const kind = isNetworkFailure(error) ? 'network' : kindOf(error);
  const words = t.failure[kind];
  const again = kind === 'network' || kind === 503;
  return (
    <main id="contenu" className="mx-auto max-w-2xl px-4 py-16">
      <title>{`${words.title} — Maillage`}</title>
      <h1>{words.title}</h1>
      <p className="my-4 text-lg">{words.text}</p>
      <p className="flex flex-wrap gap-3">
        {again ? (
          <button type="button" className="btn" onClick={() => window.location.reload()}>
            {t.failure.again}
          </button>
        ) : null}
        <Link className={again ? 'btn btn-quiet' : 'btn'} to="/">
          {t.failure.home}
        </Link>
      </p>
    </main>
  );
}

function kindOf(error: unknown): 403 | 404 | 405 | 413 | 429 | 500 | 503 {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if ([403, 404, 413, 429, 503].includes(status)) return status as 403;
  return status === 400 || status === 405 || status === 415 ? 405 : 500;
}

/** Browsers tell a request that found no network from other mistakes by its message only. */
function isNetworkFailure(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|^load failed/i.test(error.message);
}
