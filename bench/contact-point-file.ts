import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../tools/install.mjs';
import { seeded } from './statistics.ts';
import { temporaryFolder } from './tidy.ts';

const NAME = 'laposte-points-de-contact-2020.csv';
const ROWS = 17_716;
const COLUMNS =
  '#Identifiant_du_site;Libellé_du_site;Caractéristique_du_site;Site_Acores_de_rattachement;Adresse;Complément_d_adresse;Lieu_dit;Code_postal;Localité;Code_INSEE;Pays;Latitude;Longitude;Précision_du_géocodage;Numéro_de_téléphone;latlong';
const KINDS = ['Bureau de poste', 'Agence postale communale', 'Relais poste commerçant'];
const PRECISIONS = [
  'Géocodé au numéro',
  'Géocodé au milieu de la rue',
  'Géocodé au centre de la commune',
];

export interface ContactPointFile {
  readonly path: string;
  readonly real: boolean;
}

/** The operator's file when it is there (MAILLAGE_SAMPLES says where), else one of its shape. */
export function contactPointFile(): ContactPointFile {
  const folder = process.env.MAILLAGE_SAMPLES ?? join(root, '../shared/data');
  const path = join(folder, NAME);
  return existsSync(path) ? { path, real: true } : { path: makeContactPoints(), real: false };
}

/** As many rows and the same columns, in real communes; the same file every time. */
export function makeContactPoints(rows = ROWS): string {
  const load = createRequire(import.meta.url);
  const all = load('@etalab/decoupage-administratif/data/communes.json') as {
    readonly code: string;
    readonly nom: string;
    readonly type: string;
    readonly codesPostaux?: readonly string[];
  }[];
  const communes = all.filter((one) => one.type === 'commune-actuelle' && one.codesPostaux?.[0]);
  const random = seeded(17_716);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const lines = Array.from({ length: rows }, (_, at) => {
    const { code, nom, codesPostaux } = pick(communes);
    const id = `${String(at).padStart(5, '0')}A`;
    const [latitude, longitude] = [42.5 + random() * 8, -1.5 + random() * 8].map((x) =>
      x.toFixed(6),
    );
    const name = nom.toUpperCase();
    const street = `${1 + Math.floor(random() * 90)} RUE DE LA MAIRIE`;
    return [
      id,
      `${name} ${at % 3 ? 'AP' : 'BP'}`,
      pick(KINDS),
      '',
      street,
      '',
      '',
      codesPostaux?.[0],
      name,
    ]
      .concat([
        code,
        'FRANCE',
        latitude,
        longitude,
        pick(PRECISIONS),
        '3631',
        `${latitude},${longitude}`,
      ])
      .join(';');
  });
  const path = join(temporaryFolder('samples'), NAME);
  writeFileSync(path, `${COLUMNS}\n${lines.join('\n')}\n`);
  return path;
}
