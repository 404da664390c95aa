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
import { COLUMNS, parseContactPoint } from './domain.ts';
import { en } from './messages.en.ts';
import { type ContactPointCode, fr } from './messages.fr.ts';

type Row = NamedCells<keyof typeof COLUMNS>;

/** The operator's list of contact points, as it publishes it. */
export const contactPointImporter: Importer<Row, PlaceLookup, PlaceRecord, ContactPointCode> = {
  kind: 'contact-points',
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
      parse: (row, lookup) => inFileTerms(parseContactPoint(row.named, lookup), fields),
      apply: upsertPlaces,
      finish: settlePlaces,
    });
  },
};
