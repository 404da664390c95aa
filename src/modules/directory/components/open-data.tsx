import { Link } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** Whose data these are and where to have them whole. */
export function OpenData() {
  const t = useText({ fr, en });
  return (
    <footer className="hint mt-8">
      <p>{t.feeds}</p>
      <ul className="mt-1 flex flex-wrap gap-x-5">
        <li>
          <a href="/feeds/lieux-mediation-numerique.csv">{t.feedsLink} (CSV)</a>
        </li>
        <li>
          <a href="/feeds/lieux-mediation-numerique.json">{t.feedsLink} (JSON)</a>
        </li>
        <li>
          <Link to="/sources#flux">{t.sourcesLink}</Link>
        </li>
      </ul>
    </footer>
  );
}
