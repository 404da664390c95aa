import { guard } from '../../platform/http/route.ts';
import { PageHeader } from '../../ui/layout.tsx';
import { useText } from '../../ui/locale.tsx';
import { en } from '../house/messages.en.ts';
import { fr } from '../house/messages.fr.ts';

export const loader = guard('NONE', () => null);

export default function Accessibility() {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.accessibility.title} — Maillage`}</title>
      <PageHeader title={t.accessibility.title} lead={t.accessibility.status} />
      <div className="grid max-w-3xl gap-4">
        {t.accessibility.text.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
    </>
  );
}
