import { isRouteErrorResponse, Link } from 'react-router';
import { useText } from '../../ui/locale.tsx';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

/** A page for what is not there, not allowed or broken: what happened and what to do. */
export function Failure({ error }: { error: unknown }) {
  const t = useText({ fr, en });
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const known = status === 404 || status === 403 || status === 413;
  const words = known ? t.failure[status] : t.failure[500];
  return (
    <main id="contenu" className="mx-auto max-w-2xl px-4 py-16">
      <title>{`${words.title} — Maillage`}</title>
      <h1>{words.title}</h1>
      <p className="my-4 text-lg">{words.text}</p>
      <Link className="btn" to="/">
        {t.failure.home}
      </Link>
    </main>
  );
}
