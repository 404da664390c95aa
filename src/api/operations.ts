import { activityOperations } from '../modules/activity/public.ts';
import {
  accompanimentOperations,
  advisorOperations,
  appointmentOperations,
} from '../modules/advisors/public.ts';
import { deviceOperations } from '../modules/devices/public.ts';
import { directoryOperations } from '../modules/directory/public.ts';
import { followUpOperations } from '../modules/follow-up/public.ts';
import { digitalOperations, figureOperations, growthOperations } from '../modules/impact/public.ts';
import { importOperations, mappingOperations } from '../modules/imports/public.ts';
import { orientationOperations } from '../modules/orientation/public.ts';
import {
  contactOperations,
  documentOperations,
  dossierOperations,
  lookupOperations,
  mergeOperations,
  partnerOperations,
} from '../modules/partners/public.ts';
import {
  actionOperations,
  agendaOperations,
  bulkMoveOperations,
  calendarOperations,
  coDesignOperations,
  conventionOperations,
  conventionTemplateOperations,
  editingOperations,
  experimentOperations,
  hostingOperations,
  joinOperations,
  likenessOperations,
  listingOperations,
  modelOperations,
  needOperations,
  nextStepOperations,
  partnershipOperations,
  publicationOperations,
  reviewOperations,
  savedViewOperations,
  sealingOperations,
  sheetOperations,
  signingOperations,
  workshopOperations,
} from '../modules/partnerships/public.ts';
import {
  mediationOperations,
  placeLikenessOperations,
  placeOperations,
} from '../modules/places/public.ts';
import { bookingOperations, closureOperations, roomOperations } from '../modules/rooms/public.ts';
import { territoryOperations } from '../modules/territories/public.ts';
import {
  workshopReportOperations,
  workshopSessionOperations,
} from '../modules/workshops/public.ts';
import type { AnyOperation } from '../platform/http/operation.ts';
import { followedCopyOperations } from './followed-copy.ts';

/** Every operation of the programming interface. */
export const OPERATIONS: readonly AnyOperation[] = [
  ...territoryOperations,
  ...placeOperations,
  ...orientationOperations,
  ...mediationOperations,
  ...placeLikenessOperations,
  ...roomOperations,
  ...bookingOperations,
  ...closureOperations,
  ...followUpOperations,
  ...followedCopyOperations,
  ...deviceOperations,
  ...partnerOperations,
  ...lookupOperations,
  ...dossierOperations,
  ...contactOperations,
  ...documentOperations,
  ...mergeOperations,
  ...needOperations,
  ...partnershipOperations,
  ...listingOperations,
  ...calendarOperations,
  ...agendaOperations,
  ...savedViewOperations,
  ...bulkMoveOperations,
  ...nextStepOperations,
  ...sheetOperations,
  ...publicationOperations,
  ...reviewOperations,
  ...experimentOperations,
  ...modelOperations,
  ...likenessOperations,
  ...joinOperations,
  ...conventionOperations,
  ...editingOperations,
  ...signingOperations,
  ...sealingOperations,
  ...conventionTemplateOperations,
  ...workshopOperations,
  ...coDesignOperations,
  ...actionOperations,
  ...hostingOperations,
  ...activityOperations,
  ...advisorOperations,
  ...appointmentOperations,
  ...accompanimentOperations,
  ...workshopSessionOperations,
  ...workshopReportOperations,
  ...directoryOperations,
  ...figureOperations,
  ...digitalOperations,
  ...growthOperations,
  ...importOperations,
  ...mappingOperations,
];
