import { guard } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { PrintButton } from '../../../ui/print-button.tsx';
import { ConsentText } from '../components/consent-fields.tsx';
import { useKeeperName } from '../components/keeper-name.tsx';
import { PURPOSES } from '../consent/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { keeperChoices } from '../queries.ts';

export const loader = guard('follow-up.write', async ({ ctx, scope }) => ({
  keepers: await keeperChoices(ctx.db, scope),
}));

/** The text of the agreement to print, with room to sign. */
export default function ConsentSheet({ loaderData: { keepers } }: PageProps<typeof loader>) {
  const t = useText({ fr, en }).consent;
  const named = useKeeperName();
  const [only] = keepers;
  const by =
    only && keepers.length === 1 ? named(only.keeper, only.name) : '______________________';
  return (
    <>
      <title>{`${t.text.title} — Maillage`}</title>
      <PageHeader title={t.text.title} lead={t.text.by(by)} crumbs={[]} />
      <p className="no-print mb-4">
        <PrintButton label={t.text.printButton} />
      </p>
      <div className="max-w-3xl">
        <ConsentText />
        <p className="mt-6 font-semibold">{t.text.purpose}</p>
        <ul className="mt-2 grid gap-2">
          {PURPOSES.map((one) => (
            <li key={one} className="flex items-center gap-3">
              <span aria-hidden="true" className="inline-block h-5 w-5 border-2 border-current" />
              {t.purposes[one]}
            </li>
          ))}
        </ul>
        <p className="mt-6">{t.text.duration}</p>
        <p className="mt-6">{t.text.date} ______________</p>
        <p className="mt-6 mb-16">{t.text.signature}</p>
      </div>
    </>
  );
}
