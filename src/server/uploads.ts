import { DOCUMENT_BYTES } from '../platform/files/documents.ts';
import type { UploadRoute } from '../platform/http/app.ts';

/** Tables of a country's size; read as they come, never held in memory. */
const TABLE_BYTES = 200_000_000;
/** Somewhat more than a document may have: the page itself then says so, with the form still there. */
const FORM_BYTES = 2.5 * DOCUMENT_BYTES;

/** The pages that take files. Every other page refuses a body that no form of words would fill. */
export const UPLOADS: readonly UploadRoute[] = [
  { path: /^\/importations(\/|$)/, bytes: TABLE_BYTES },
  { path: /^\/partenaires\/[^/]+\/dossier$/, bytes: FORM_BYTES },
  { path: /^\/partenariats\/[^/]+\/convention$/, bytes: FORM_BYTES },
  { path: /^\/modeles\/[^/]+$/, bytes: FORM_BYTES },
  { path: /^\/conventions\/verifier$/, bytes: FORM_BYTES },
];
