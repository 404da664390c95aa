import type { Importer } from '../../../platform/imports/importer.ts';
import {
  inFileTerms,
  type NamedCells,
  openTableSource,
} from '../../../platform/imports/table-source.ts';
import { vintageOf } from '../../../platform/imports/values.ts';
import { ok } from '../../../platform/result.ts';
import { settlePlaces, upsertPlaces } from '../place-upsert/commands.ts';
import type { PlaceRecord } from '../place-upsert/domain.ts';
import { loadPlaceLookup, type PlaceLookup } from '../place-upsert/queries.ts';
import { COLUMNS, parseFranceServices } from './domain.ts';
import { en } from './messages.en.ts';
import { type FranceServicesCode, fr } from './messages.fr.ts';

type Row = NamedCells<keyof typeof COLUMNS>;

/** The national list of France Services, as it is published. */
export const franceServicesImporter: Importer<Row, PlaceLookup, PlaceRecord, FranceServicesCode> = {
  kind: 'france-services',
  messages: { fr, en },
  async open(path, options) {
    const source = await openTableSource(path, COLUMNS);
    if (!source.ok) return source;
    const { headers, rows, original, fields } = source.value;
    return ok({
      headers,
      rows,
      original,
      prepare: (db) => loadPlaceLookup(db, vintageOf(options.fileName ?? path)),
      parse: (row, lookup) => inFileTerms(parseFranceServices(row.named, lookup), fields),
      apply: upsertPlaces,
      finish: settlePlaces,
    });
  },
};
