import { activityOperations } from '../modules/activity/public.ts';
import { figureOperations } from '../modules/impact/public.ts';
import { partnerOperations } from '../modules/partners/public.ts';
import {
  actionOperations,
  coDesignOperations,
  conventionOperations,
  hostingOperations,
  needOperations,
  partnershipOperations,
} from '../modules/partnerships/public.ts';
import { placeOperations } from '../modules/places/public.ts';
import { territoryOperations } from '../modules/territories/public.ts';
import type { AnyOperation } from '../platform/http/operation.ts';

/** Every operation of the programming interface. */
export const OPERATIONS: readonly AnyOperation[] = [
  ...territoryOperations,
  ...placeOperations,
  ...partnerOperations,
  ...needOperations,
  ...partnershipOperations,
  ...conventionOperations,
  ...coDesignOperations,
  ...actionOperations,
  ...hostingOperations,
  ...activityOperations,
  ...figureOperations,
];
