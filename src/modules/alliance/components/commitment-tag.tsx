import { useText } from '../../../ui/locale.tsx';
import type { Commitment } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** One drawing a commitment, so that colour is never the only sign. */
const DRAWINGS: Readonly<Record<Commitment, string>> = {
  // hills under a sun
  territory: 'M1 13 5.5 6l3 4.5L10.5 8 15 13ZM11.5 2.2a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2Z',
  // two people side by side
  'social-inclusion':
    'M5 2.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4Zm6 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4ZM1.5 13.5v-2a3.5 3.5 0 0 1 7 0v2Zm8 0v-2c0-1-.3-2-.8-2.7a3.3 3.3 0 0 1 5.8 2.2v2.5Z',
  // a screen on its foot
  'digital-inclusion': 'M2 2.5h12v8H2Zm1.6 1.6v4.8h8.8V4.1ZM5 12.2h6v1.5H5Z',
  // a leaf
  ecology:
    'M13.5 2.5C7 2.5 2.8 5.3 2.8 9.6c0 .9.2 1.7.5 2.4L2 13.6l1 .9 1.5-1.5c.7.3 1.5.5 2.4.5 4.8 0 6.6-5 6.6-11Z',
};

/** The drawing of a commitment; decorative, the name always stands beside it. */
export function CommitmentIcon({
  commitment,
  size = 16,
}: {
  commitment: Commitment;
  size?: number;
}) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      className={`commitment-${commitment} inline-block shrink-0 align-[-0.15em]`}
      fill="var(--tone)"
      fillRule="evenodd"
    >
      <path d={DRAWINGS[commitment]} />
    </svg>
  );
}

/** A commitment's name with its colour and drawing. */
export function CommitmentTag({ commitment }: { commitment: Commitment }) {
  const t = useText({ fr, en });
  return (
    <span className={`tag tag-commitment commitment-${commitment}`}>
      <CommitmentIcon commitment={commitment} />
      {t.commitment[commitment]}
    </span>
  );
}

/** The four commitments as options of a form. */
export function useCommitmentOptions() {
  const t = useText({ fr, en });
  return (Object.keys(t.commitment) as Commitment[]).map((value) => ({
    value,
    label: t.commitment[value],
    icon: <CommitmentIcon commitment={value} size={18} />,
  }));
}
