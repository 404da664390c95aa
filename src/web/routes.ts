import { index, layout, type RouteConfig, route } from '@react-router/dev/routes';

const modules = '../modules';

/** The URL table. Every page's file declares the permission that it needs. */
export default [
  layout('layout/shell.tsx', [
    index('pages/home.tsx'),
    route('connexion', `${modules}/accounts/pages/sign-in.tsx`),
    route('connexion/lien', `${modules}/accounts/pages/link.tsx`),
    route('demonstration', `${modules}/accounts/pages/demonstration.tsx`),
    route('*', 'pages/missing.tsx'),
  ]),
  route('langue', 'pages/language.ts'),
  route('deconnexion', `${modules}/accounts/pages/sign-out.ts`),
] satisfies RouteConfig;
