export { partnerOperations } from './api.ts';
export {
  addContact,
  addPartnerNote,
  createPartner,
  type PartnerFailure,
} from './commands.ts';
export { contactOperations } from './contacts/api.ts';
export { removeContact, updateContact } from './contacts/commands.ts';
export { contactRecord, contactRoles } from './contacts/contract.ts';
export { CONTACT_ROLES } from './contacts/domain.ts';
export { en as contactsEn } from './contacts/messages.en.ts';
export { fr as contactsFr } from './contacts/messages.fr.ts';
export { type ContactDetails, contactsOfPartnership, getContact } from './contacts/queries.ts';
export {
  contactInput,
  noteInput,
  type PartnerInput,
  type PartnerOutput,
  partnerInput,
} from './contract.ts';
export { documentOperations } from './documents/api.ts';
export { forgetRemoved, watchDocuments } from './documents/commands.ts';
export { paperReach, validDocumentKinds } from './documents/queries.ts';
export { PARTNER_KINDS, type PartnerKind } from './domain.ts';
export { dossierOperations } from './dossier/api.ts';
export { en as dossierEn } from './dossier/messages.en.ts';
export { fr as dossierFr } from './dossier/messages.fr.ts';
export { listPartnerEvents } from './dossier/queries.ts';
export { countExpiries } from './expiries/queries.ts';
export { checkRna, checkSiren, checkSiret, compactIdentifier } from './identifiers/domain.ts';
export { lookupOperations } from './lookup/api.ts';
export { lookUp } from './lookup/queries.ts';
export { mergeOperations } from './merging/api.ts';
export { survivorOf } from './merging/queries.ts';
export { en as partnersEn } from './messages.en.ts';
export { fr as partnersFr } from './messages.fr.ts';
export { partnerImporter } from './partner-import/commands.ts';
export { mayWritePartner } from './policy.ts';
export { mayReadPrivate } from './private/queries.ts';
export {
  type Contact,
  findNearDuplicates,
  getPartner,
  listContacts,
  listPartnerNotes,
  listPartners,
  type NearDuplicate,
  type Note,
  type PartnerFilters,
  type PartnerHit,
  searchPartners,
} from './queries.ts';
export { partnerSearch } from './search/domain.ts';
