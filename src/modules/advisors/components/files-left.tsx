import { Link } from 'react-router';
import { Notice } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** People whom somebody who leaves follows: how many, and where their files are handed over. */
export function FilesLeft({ files }: { files: number }) {
  const { departure: t } = useText({ fr, en });
  if (files === 0) return null;
  return (
    <Notice tone="warning" title={t.files(files)}>
      <Link to="/suivis/relais">{t.relay}</Link>
    </Notice>
  );
}
