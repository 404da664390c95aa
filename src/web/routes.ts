import { index, layout, type RouteConfig, route } from '@react-router/dev/routes';

const accounts = '../modules/accounts/pages';
const activity = '../modules/activity/pages';
const impact = '../modules/impact/pages';
const imports = '../modules/imports/pages';
const notifications = '../modules/notifications/pages';
const partners = '../modules/partners/pages';
const partnerships = '../modules/partnerships/pages';
const places = '../modules/places/pages';
const rooms = '../modules/rooms/pages';

/** The URL table. Every page's file declares the permission that it needs. */
export default [
  layout('layout/shell.tsx', [
    index('pages/home.tsx'),
    route('recherche', 'pages/search.tsx'),
    route('accessibilite', 'pages/accessibility.tsx'),
    route('sources', 'pages/sources.tsx'),
    route('messagerie', 'pages/mailbox.tsx'),
    route('travaux', 'pages/jobs.tsx'),
    route('logiciels', `${notifications}/webhooks.tsx`),

    route('connexion', `${accounts}/sign-in.tsx`),
    route('connexion/lien', `${accounts}/link.tsx`),
    route('demonstration', `${accounts}/demonstration.tsx`),
    route('invitation', `${accounts}/invitation.tsx`),
    route('compte', `${accounts}/account.tsx`),
    route('comptes', `${accounts}/accounts.tsx`),

    route('territoires', 'pages/territories.tsx'),
    route('territoires/:kind/:code', 'pages/territory.tsx'),
    route('territoires/:kind/:code/atelier', 'pages/workshop.tsx'),
    route('lieux', `${places}/list.tsx`),
    route('lieux/:id', 'pages/place.tsx'),

    route('salles', `${rooms}/list.tsx`),
    route('salles/nouvelle', `${rooms}/new.tsx`),
    route('salles/:id', `${rooms}/one.tsx`),
    route('salles/:id/modifier', `${rooms}/edit.tsx`),
    route('salles/:id/reserver', `${rooms}/reserve.tsx`),
    route('salles/:id/fermetures', `${rooms}/closures.tsx`),
    route('salles/:id/affiche', `${rooms}/poster.tsx`),
    route('reservations/:id', `${rooms}/booking.tsx`),

    route('besoins', `${partnerships}/needs.tsx`),
    route('besoins/nouveau', `${partnerships}/need-new.tsx`),
    route('besoins/:id', `${partnerships}/need.tsx`),
    route('besoins/:id/modifier', `${partnerships}/need-edit.tsx`),
    route('besoins/:id/proposer', `${partnerships}/proposal-new.tsx`),
    route('propositions/:id', `${partnerships}/proposal.tsx`),
    route('propositions/:id/modifier', `${partnerships}/proposal-edit.tsx`),
    route('actions/nouvelle', `${partnerships}/action-new.tsx`),
    route('actions/:id', 'pages/action.tsx'),
    route('actions/:id/modifier', `${partnerships}/action-edit.tsx`),

    route('partenaires', `${partners}/list.tsx`),
    route('partenaires/nouveau', `${partners}/new.tsx`),
    route('partenaires/pieces', `${partners}/papers.tsx`),
    route('partenaires/:id', 'pages/partner.tsx'),
    route('partenaires/:id/modifier', `${partners}/edit.tsx`),

    route('partenaires/:id/dossier', `${partners}/dossier.tsx`),
    route('partenaires/:id/historique', 'pages/partner-history.tsx'),
    route('partenaires/:id/fusion', `${partners}/merge.tsx`),
    route('partenaires/:id/contacts/:contact', 'pages/contact.tsx'),
    route('partenariats', `${partnerships}/list.tsx`),
    route('partenariats/tableau', `${partnerships}/board.tsx`),
    route('partenariats/carte', `${partnerships}/map.tsx`),
    route('partenariats/calendrier', `${partnerships}/calendar.tsx`),
    route('partenariats/deplacer', `${partnerships}/bulk-moves.tsx`),
    route('partenariats/nouveau', `${partnerships}/new.tsx`),
    route('partenariats/hebergement', `${partnerships}/hostings.tsx`),
    route('partenariats/:id', 'pages/partnership.tsx'),
    route('partenariats/:id/experimentation', `${partnerships}/experiments.tsx`),
    route('modeles', `${partnerships}/models.tsx`),
    route('modeles/nouveau', `${partnerships}/model-new.tsx`),
    route('modeles/:id', `${partnerships}/model.tsx`),
    route('modeles/:id/modifier', `${partnerships}/model-edit.tsx`),
    route('partenariats/:id/suite', `${partnerships}/next-step.tsx`),
    route('partenariats/:id/hebergement', `${partnerships}/hosting-list.tsx`),
    route('partenariats/:id/hebergement/nouveau', `${partnerships}/hosting-new.tsx`),
    route('hebergements/:id', `${partnerships}/hosting-one.tsx`),
    route('hebergements/:id/modifier', `${partnerships}/hosting-edit.tsx`),
    route('partenariats/:id/modifier', `${partnerships}/edit.tsx`),

    route('partenariats/:id/fiche', `${partnerships}/sheet.tsx`),
    route('partenariats/:id/revue', 'pages/review.tsx'),
    route('partenariats/:id/convention', `${partnerships}/convention.tsx`),
    route('partenariats/:id/convention/modifier', `${partnerships}/convention-edit.tsx`),
    route('conventions/modeles', `${partnerships}/convention-templates.tsx`),
    route('conventions/modeles/:type', `${partnerships}/convention-template.tsx`),
    route('conventions/verifier', `${partnerships}/verify-convention.tsx`),
    route('signer/:secret', `${partnerships}/sign.tsx`),
    route('activite', `${activity}/list.tsx`),
    route('activite/nouvelle', `${activity}/new.tsx`),
    route('activite/:id', `${activity}/one.tsx`),
    route('activite/:id/corriger', `${activity}/correct.tsx`),

    route('chiffres', `${impact}/dashboard.tsx`),
    route('chiffres/cibles', `${impact}/targets.tsx`),
    route('croissance', `${impact}/growth.tsx`),
    route('croissance/objectifs', `${impact}/growth-targets.tsx`),

    route('demandes', `${partnerships}/join-list.tsx`),
    route('demandes/:id', `${partnerships}/join-request.tsx`),
    route('importations', `${imports}/list.tsx`),
    route('importations/:id', `${imports}/run.tsx`),
    route('importations/:id/colonnes', `${imports}/columns.tsx`),
    route('importations/:id/mots', `${imports}/words.tsx`),

    route('rejoindre', `${partnerships}/join.tsx`),
    route('rejoindre/:secret', `${partnerships}/join-follow.tsx`),
    route('alliance', 'public/published-list.tsx'),
    route('alliance/:slug', 'public/published.tsx'),

    route('*', 'pages/missing.tsx'),
  ]),
  route('modeles/:id/pieces/:document', `${partnerships}/model-document.ts`),
  route('importations/:id/refusees.csv', `${imports}/rejected.ts`),
  route('partenariats/:id/convention/:convention/:which', `${partnerships}/convention-file.ts`),
  route('signer/:secret/convention', `${partnerships}/sign-file.ts`),
  route('partenaires/:id/pieces/:document', `${partners}/document.ts`),
  route('partenariats/vues', `${partnerships}/views.ts`),
  route('partenariats.csv', `${partnerships}/export.ts`, { id: 'partnerships-csv' }),
  route('partenariats.xlsx', `${partnerships}/export.ts`, { id: 'partnerships-xlsx' }),
  route('territoires/:kind/:code/atelier.pdf', 'pages/workshop-summary.ts'),
  route('activite.csv', `${activity}/export.ts`),
  route('suggestions', 'suggestions/all.ts'),
  route('suggestions/communes', 'suggestions/communes.ts'),
  route('suggestions/partenaires', 'suggestions/partners.ts'),
  route('suggestions/lieux', 'suggestions/places.ts'),
  route('langue', 'pages/language.ts'),
  route('deconnexion', `${accounts}/sign-out.ts`),
] satisfies RouteConfig;
