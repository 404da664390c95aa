import { Link } from 'react-router';
import { CommitmentTag } from '../../modules/alliance/components/public.tsx';
import type { PublicPartnership } from '../../modules/partnerships/public.ts';
import { useText } from '../../ui/locale.tsx';
import { en } from '../pages/messages.en.ts';
import { fr } from '../pages/messages.fr.ts';

/** Published partnerships as cards. */
export function PublishedCards({
  rows,
  heading: Heading,
}: {
  rows: readonly Omit<PublicPartnership, 'furtherCommitments' | 'places'>[];
  /** The level below the heading that the cards stand under. */
  heading: 'h2' | 'h3';
}) {
  const t = useText({ fr, en });
  return (
    <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {rows.map((row) => (
        <li key={row.id} className="card flex flex-col gap-2">
          <p>
            <CommitmentTag commitment={row.commitment} />
          </p>
          <Heading className="text-lg">
            <Link to={`/alliance/${row.slug}`}>{row.title}</Link>
          </Heading>
          <p className="hint">
            {t.published.with(row.partnerName)} · {row.departmentName}
          </p>
          <p className="line-clamp-4">{row.text}</p>
        </li>
      ))}
    </ul>
  );
}
