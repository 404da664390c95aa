import { fr as position } from '../position/messages.fr.ts';

type P = Readonly<Record<string, string | number>>;

export const fr = {
  ...position,
  'qpv-code-invalid': (p: P) =>
    `« ${p.code} » n’est pas un code de quartier prioritaire (par exemple QN02301M).`,
  'outline-missing': () => 'Le contour manque ou n’est pas un polygone.',
  'outline-outside': () =>
    'Le contour n’est pas en France. Le fichier doit être en WGS 84 (longitude, latitude en degrés).',
  'commune-unknown': (p: P) => `La commune ${p.code} est inconnue ; le lien avec elle est omis.`,
  'qpv-without-commune': () => 'Le quartier n’a pas de commune.',
  'name-replaced': (p: P) => `Le nom manque ; « ${p.name} » en tient lieu.`,
};

export type QpvImportCode = keyof typeof fr;
