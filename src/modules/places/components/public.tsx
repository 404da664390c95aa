export { HoursTable } from './hours-table.tsx';
export { PlaceKinds, PlaceTable } from './place-table.tsx';
export { SheetView } from './sheet-view.tsx';
