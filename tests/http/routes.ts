import type { Declared } from '../../src/platform/http/route.ts';

export interface Listed {
  readonly path: string;
  readonly loader: Declared;
  readonly action?: Declared;
  /** An address of this form, when the path has parts to fill. */
  readonly sample?: string;
}

const ID = '00000000-0000-7000-8000-000000000000';

/** Every address of the product with who may read and write it: the list that a person keeps. */
export const LISTED: readonly Listed[] = [
  { path: '/', loader: 'NONE' },
  { path: '/recherche', loader: 'ACCOUNT' },
  { path: '/accessibilite', loader: 'NONE' },
  { path: '/sources', loader: 'NONE' },
  { path: '/messagerie', loader: 'NONE' },
  { path: '/travaux', loader: 'jobs.read' },
  { path: '/connexion', loader: 'NONE', action: 'NONE' },
  { path: '/connexion/lien', loader: 'NONE', action: 'NONE' },
  { path: '/demonstration', loader: 'NONE', action: 'NONE' },
  { path: '/invitation', loader: 'NONE', action: 'NONE' },
  { path: '/compte', loader: 'ACCOUNT', action: 'ACCOUNT' },
  { path: '/comptes', loader: 'accounts.read', action: 'accounts.invite' },
  { path: '/territoires', loader: 'territories.read' },
  {
    path: '/territoires/:kind/:code',
    loader: 'territories.read',
    sample: '/territoires/departement/23',
  },
  {
    path: '/territoires/:kind/:code/atelier',
    loader: 'codesign.read',
    action: 'codesign.take-part',
    sample: '/territoires/departement/23/atelier',
  },
  {
    path: '/territoires/:kind/:code/atelier.pdf',
    loader: 'codesign.read',
    sample: '/territoires/departement/23/atelier.pdf',
  },
  { path: '/lieux', loader: 'places.read' },
  { path: '/lieux/:id', loader: 'places.read', sample: `/lieux/${ID}` },
  { path: '/besoins', loader: 'needs.read' },
  { path: '/besoins/nouveau', loader: 'needs.write', action: 'needs.write' },
  {
    path: '/besoins/:id',
    loader: 'needs.read',
    action: 'codesign.decide',
    sample: `/besoins/${ID}`,
  },
  {
    path: '/besoins/:id/proposer',
    loader: 'codesign.propose',
    action: 'codesign.propose',
    sample: `/besoins/${ID}/proposer`,
  },
  {
    path: '/propositions/:id',
    loader: 'codesign.read',
    action: 'codesign.read',
    sample: `/propositions/${ID}`,
  },
  {
    path: '/propositions/:id/modifier',
    loader: 'codesign.propose',
    action: 'codesign.propose',
    sample: `/propositions/${ID}/modifier`,
  },
  { path: '/actions/nouvelle', loader: 'actions.write', action: 'actions.write' },
  {
    path: '/actions/:id',
    loader: 'codesign.read',
    action: 'actions.move',
    sample: `/actions/${ID}`,
  },
  {
    path: '/actions/:id/modifier',
    loader: 'actions.write',
    action: 'actions.write',
    sample: `/actions/${ID}/modifier`,
  },
  {
    path: '/besoins/:id/modifier',
    loader: 'needs.write',
    action: 'needs.write',
    sample: `/besoins/${ID}/modifier`,
  },
  { path: '/partenaires', loader: 'partners.read' },
  { path: '/partenaires/nouveau', loader: 'partners.write', action: 'partners.write' },
  {
    path: '/partenaires/:id',
    loader: 'partners.read',
    action: 'partners.read',
    sample: `/partenaires/${ID}`,
  },
  {
    path: '/partenaires/:id/modifier',
    loader: 'partners.write',
    action: 'partners.write',
    sample: `/partenaires/${ID}/modifier`,
  },
  { path: '/partenariats', loader: 'partnerships.read' },
  { path: '/partenariats/tableau', loader: 'partnerships.read' },
  { path: '/partenariats/nouveau', loader: 'partnerships.write', action: 'partnerships.write' },
  {
    path: '/partenariats/:id',
    loader: 'partnerships.read',
    action: 'partnerships.read',
    sample: `/partenariats/${ID}`,
  },
  {
    path: '/partenariats/:id/modifier',
    loader: 'partnerships.write',
    action: 'partnerships.write',
    sample: `/partenariats/${ID}/modifier`,
  },
  {
    path: '/partenariats/:id/fiche',
    loader: 'partnerships.read',
    action: 'partnerships.write',
    sample: `/partenariats/${ID}/fiche`,
  },
  {
    path: '/partenariats/:id/revue',
    loader: 'partnerships.read',
    action: 'partnerships.move',
    sample: `/partenariats/${ID}/revue`,
  },
  {
    path: '/partenariats/:id/convention',
    loader: 'conventions.read',
    action: 'conventions.write',
    sample: `/partenariats/${ID}/convention`,
  },
  {
    path: '/partenariats/:id/convention/modifier',
    loader: 'conventions.write',
    action: 'conventions.write',
    sample: `/partenariats/${ID}/convention/modifier`,
  },
  {
    path: '/partenariats/:id/convention/:convention/:which',
    loader: 'conventions.read',
    sample: `/partenariats/${ID}/convention/${ID}/texte`,
  },
  {
    path: '/conventions/modeles',
    loader: 'conventions.template',
    action: 'conventions.template',
  },
  {
    path: '/conventions/modeles/:type',
    loader: 'conventions.template',
    action: 'conventions.template',
    sample: '/conventions/modeles/nothing',
  },
  { path: '/conventions/verifier', loader: 'NONE', action: 'NONE' },
  { path: '/signer/:secret', loader: 'NONE', action: 'NONE', sample: '/signer/nothing' },
  { path: '/signer/:secret/convention', loader: 'NONE', sample: '/signer/nothing/convention' },
  { path: '/activite', loader: 'activity.read' },
  { path: '/activite.csv', loader: 'activity.read' },
  { path: '/activite/nouvelle', loader: 'activity.record', action: 'activity.record' },
  { path: '/activite/:id', loader: 'activity.read', sample: `/activite/${ID}` },
  {
    path: '/activite/:id/corriger',
    loader: 'activity.correct',
    action: 'activity.correct',
    sample: `/activite/${ID}/corriger`,
  },
  { path: '/chiffres', loader: 'dashboard.read' },
  { path: '/chiffres/cibles', loader: 'targets.write', action: 'targets.write' },
  { path: '/demandes', loader: 'join.read' },
  { path: '/demandes/:id', loader: 'join.read', action: 'join.answer', sample: `/demandes/${ID}` },
  { path: '/importations', loader: 'imports.run', action: 'imports.run' },
  { path: '/importations/:id', loader: 'imports.run', sample: `/importations/${ID}` },
  {
    path: '/importations/:id/refusees.csv',
    loader: 'imports.run',
    sample: `/importations/${ID}/refusees.csv`,
  },
  { path: '/rejoindre', loader: 'NONE', action: 'NONE' },
  { path: '/rejoindre/:secret', loader: 'NONE', sample: '/rejoindre/nothing' },
  { path: '/alliance', loader: 'NONE' },
  { path: '/alliance/:slug', loader: 'NONE', sample: '/alliance/nothing' },
  { path: '/suggestions', loader: 'ACCOUNT', sample: '/suggestions?q=gueret' },
  { path: '/suggestions/communes', loader: 'NONE', sample: '/suggestions/communes?q=gueret' },
  {
    path: '/suggestions/partenaires',
    loader: 'partners.read',
    sample: '/suggestions/partenaires?q=gueret',
  },
  { path: '/suggestions/lieux', loader: 'places.read', sample: '/suggestions/lieux?q=gueret' },
  { path: '/langue', loader: 'NONE', action: 'NONE' },
  { path: '/deconnexion', loader: 'NONE', action: 'NONE' },
  { path: '/*', loader: 'NONE', sample: '/nothing/here' },
];
