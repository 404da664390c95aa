export { deviceOperations } from './api.ts';
export { type DeviceKind, deviceNumber } from './domain.ts';
export { forgetSignatures } from './hand-outs/commands.ts';
export { en as devicesEn } from './messages.en.ts';
export { fr as devicesFr } from './messages.fr.ts';
export { type DeviceOffer, listDeviceOffersNear } from './stock/queries.ts';
export { remindTransfers } from './transfers/commands.ts';
export { remindLoans, watchStock } from './watch/commands.ts';
export { countDevicesWaiting } from './watch/queries.ts';
