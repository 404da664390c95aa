import { Link } from 'react-router';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { en } from '../dossier/messages.en.ts';
import { fr } from '../dossier/messages.fr.ts';
import type { Dossier } from '../dossier/queries.ts';
import { type DossierAnswer, DossierField, DossierForm, RemoveButton } from './dossier-form.tsx';

/** Federations above, members below, and the other sites of the organisation. */
export function DossierTree({
  dossier,
  mayWrite,
  sent,
}: {
  dossier: Dossier;
  mayWrite: boolean;
  sent: DossierAnswer | undefined;
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { federations, members, establishments } = dossier;
  const [parent] = federations;
  return (
    <div>
      <Section title={t.treeTitle} id="federation">
        {federations.length === 0 ? <p className="hint">{t.noFederation}</p> : null}
        <ul className="list-disc pl-5">
          {federations.map(({ id, name }) => (
            <li key={id}>
              {t.memberOf} <Link to={`/partenaires/${id}/dossier`}>{name}</Link>
            </li>
          ))}
        </ul>
        {members.length > 0 ? (
          <details className="mt-2" open={members.length <= 12}>
            <summary className="font-semibold">
              {t.members(formatNumber(locale, members.length))}
            </summary>
            <ul className="list-disc pl-5">
              {members.map(({ id, name, communeName }) => (
                <li key={id}>
                  <Link to={`/partenaires/${id}`}>{name}</Link>
                  {communeName ? `, ${communeName}` : ''}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        {mayWrite ? (
          <DossierForm what="federation" sent={sent}>
            <SuggestField
              name="parentId"
              label={t.federation}
              hint={t.federationHint}
              errors={sent?.what === 'federation' ? sent.errors : undefined}
              source="/suggestions/partenaires"
              defaultId={parent?.id ?? ''}
              defaultText={parent?.name ?? ''}
            />
            <button type="submit" className="btn btn-small justify-self-start">
              {t.saveFederation}
            </button>
          </DossierForm>
        ) : null}
      </Section>
      <Section title={t.sitesTitle} id="etablissements">
        {establishments.length === 0 ? <p className="hint">{t.none}</p> : null}
        <ul className="grid gap-2">
          {establishments.map((site) => (
            <li key={site.id} className="card">
              <strong>{site.name}</strong>
              <p className="hint">
                {[site.siret, site.address, site.communeName].filter(Boolean).join(' · ')}
              </p>
              {mayWrite ? <RemoveButton what="remove-site" id={site.id} label={site.name} /> : null}
            </li>
          ))}
        </ul>
        {mayWrite ? (
          <details className="mt-3" open={sent?.what === 'site'}>
            <summary className="font-semibold">{t.addSite}</summary>
            <DossierForm what="site" sent={sent}>
              <DossierField what="site" sent={sent} name="name" label={t.siteName} required />
              <DossierField
                what="site"
                sent={sent}
                name="siret"
                label={t.siret}
                inputMode="numeric"
              />
              <DossierField what="site" sent={sent} name="address" label={t.address} />
              <DossierField
                what="site"
                sent={sent}
                name="postalCode"
                label={t.postalCode}
                inputMode="numeric"
              />
              <DossierField what="site" sent={sent} name="communeCode" label={t.commune} />
              <button type="submit" className="btn btn-small justify-self-start">
                {t.addSite}
              </button>
            </DossierForm>
          </details>
        ) : null}
      </Section>
    </div>
  );
}
