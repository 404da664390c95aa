import type { IssueMessages } from '../../../platform/imports/importer.ts';
import type { PartnershipImportCode } from './messages.fr.ts';

type P = Readonly<Record<string, string | number>>;

export const en: IssueMessages<PartnershipImportCode> = {
  'value-unknown': (p: P) =>
    `“${p.value}” means nothing here. Say what this word means in the “Words” step, or correct the row.`,
  'partner-missing': () => 'The row does not say with whom. Add a SIRET, an RNA number or a name.',
  'partner-unknown': (p: P) =>
    `The partner “${p.value}” is not here. Import the partners first, or correct its number.`,
  'partner-unclear': (p: P) => `“${p.value}” names ${p.count} partners. Add the SIRET.`,
  'department-unknown': () =>
    'The department is missing, and neither the commune nor the partner tells it. Add it.',
  'department-unclear': (p: P) => `“${p.value}” is no department; it is left out.`,
  'commune-unclear': (p: P) => `“${p.value}” names no single commune; it is left empty.`,
  'place-unknown': (p: P) => `The place “${p.value}” is not here; it is left out.`,
  'ends-before-start': (p: P) =>
    `The end (${p.ends}) is before the start (${p.starts}); the end is left empty.`,
  'stage-unknown': (p: P) => `The stage “${p.value}” is not known; the dates decide.`,
  'stage-kept': (p: P) =>
    `The stage “${p.value}” is not taken over: a partnership that is here moves page by page, with its reason.`,
};
