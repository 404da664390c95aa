type P = Readonly<Record<string, string | number>>;

const FORMATS: Readonly<Record<string, string>> = {
  text: 'un fichier texte',
  json: 'un fichier JSON',
  xlsx: 'un classeur Excel',
  zip: 'une archive ZIP',
  xls: 'un ancien classeur Excel (.xls)',
  pdf: 'un PDF',
  gzip: 'une archive gzip',
  image: 'une image',
  markup: 'une page web ou du XML',
  empty: 'un fichier vide',
};

const EXPECTED: Readonly<Record<string, string>> = {
  'csv, xlsx': 'un tableau CSV ou XLSX',
  json: 'un fichier JSON',
  'json array': 'une liste JSON',
  geojson: 'une FeatureCollection GeoJSON',
};

const size = (bytes: string | number | undefined): string =>
  `${Math.round(Number(bytes) / 100_000) / 10} Mo`.replace('.', ',');

/** Pourquoi la base refuse une ligne, par code d’erreur de PostgreSQL. */
const REFUSED: Readonly<Record<string, string>> = {
  '22001': 'Un texte de cette ligne est trop long.',
  '22003': 'Un nombre de cette ligne est trop grand.',
  '22007': 'Une date de cette ligne est impossible.',
  '22008': 'Une date de cette ligne est impossible.',
  '22021': 'Un texte de cette ligne contient un caractère illisible.',
  '22P02': 'Un texte de cette ligne contient un caractère illisible.',
  '22P05': 'Un texte de cette ligne contient un caractère illisible.',
  '23502': 'Une valeur obligatoire manque.',
  '23503': 'Cette ligne renvoie à une fiche qui n’existe pas.',
  '23505': 'Une autre fiche porte déjà le même identifiant.',
  '54000': 'Un texte de cette ligne est trop long.',
};

/** Problems of values and rows that any importer may meet. */
const issue = {
  'duplicate-key': (p: P) =>
    `Cette ligne répète « ${p.key} », déjà donné à la ligne ${p.firstLine}. Gardez une seule des deux lignes.`,
  'too-few-cells': (p: P) =>
    `La ligne a ${p.found} cellules au lieu de ${p.expected} ; les dernières colonnes sont prises comme vides.`,
  'too-many-cells': (p: P) =>
    `La ligne a ${p.found} cellules au lieu de ${p.expected} ; celles en trop sont ignorées. Un séparateur manque peut-être de guillemets.`,
  'database-refused': (p: P) =>
    `${REFUSED[String(p.state)] ?? 'La base de données n’accepte pas une valeur de cette ligne.'} Corrigez la ligne, puis importez-la à nouveau.`,
  'not-an-object': () => 'Cet élément n’est pas un objet JSON.',
  required: () => 'La valeur manque ; elle est obligatoire.',
  'text-cut': (p: P) => `Le texte dépasse ${p.max} caractères ; la fin est coupée.`,
  'markup-removed': () => 'Le texte contenait des balises HTML ; elles sont retirées.',
  'control-removed': () => 'Le texte contenait des caractères invisibles ; ils sont retirés.',
  'number-invalid': (p: P) => `« ${p.value} » n’est pas un nombre ; la valeur est laissée vide.`,
  'number-negative': (p: P) => `« ${p.value} » est négatif ; la valeur est laissée vide.`,
  'number-absurd': (p: P) =>
    `« ${p.value} » dépasse ${p.max}, c’est invraisemblable ; la valeur est laissée vide.`,
  'date-invalid': (p: P) => `« ${p.value} » n’est pas une date ; la valeur est laissée vide.`,
  'date-future': (p: P) => `« ${p.value} » est dans le futur ; la valeur est laissée vide.`,
  'url-invalid': (p: P) => `« ${p.value} » n’est pas une adresse web ; elle est laissée de côté.`,
};

/** Reasons why a whole file cannot be used. */
const failure = {
  unreadable: (p: P) =>
    `Le fichier ne peut pas être lu (${p.reason}). Vérifiez son chemin et vos droits.`,
  'empty-file': () => 'Le fichier est vide.',
  'encoding-unknown': () =>
    'L’encodage du fichier n’est pas reconnu. Enregistrez-le en UTF-8, puis recommencez.',
  'wrong-format': (p: P) =>
    `Il faut ${EXPECTED[p.expected ?? ''] ?? p.expected} ; ceci est ${FORMATS[p.found ?? ''] ?? p.found}.`,
  'not-a-table': () =>
    'Le fichier n’est pas un tableau : ses lignes ne se découpent pas en colonnes.',
  'no-header': (p: P) =>
    `La ligne ${p.line} devrait donner le nom des colonnes, mais ne contient que des nombres. Ajoutez une ligne de titres.`,
  'line-too-long': (p: P) =>
    `La ligne ${p.line} dépasse ${size(p.limit)}. Le fichier est abîmé, ou un guillemet n’y est pas refermé.`,
  'quote-not-closed': (p: P) =>
    `Un guillemet ouvert après la ligne ${p.line} n’est jamais refermé : la suite ne peut pas être lue.`,
  'too-many-columns': (p: P) => `Le tableau a ${p.count} colonnes ; ${p.limit} au plus sont lues.`,
  'not-json': (p: P) => `Le JSON est interrompu ou mal formé après l’élément ${p.after}.`,
  'record-too-long': (p: P) => `L’élément ${p.line} dépasse ${size(p.limit)}.`,
  'sheet-missing': (p: P) =>
    `La feuille « ${p.wanted} » n’existe pas. Feuilles du classeur : ${p.sheets}.`,
  'too-large': () => 'Une fois décompressé, le classeur serait démesuré ; il n’est pas lu.',
  damaged: () => 'Le classeur est abîmé et ne peut pas être lu. Enregistrez-le à nouveau.',
  'missing-columns': (p: P) =>
    `Il manque des colonnes : ${p.columns}. Colonnes du fichier : ${p.found}.`,
  'map-unreadable': () => 'Le fichier de correspondance ne peut pas être lu, ou n’est pas du JSON.',
  'map-invalid': (p: P) => `Le fichier de correspondance est incorrect : ${p.problems}.`,
};

const rejectedColumns = { line: 'ligne', field: 'champ', code: 'code', message: 'message' };

export const fr = { issue, failure, rejectedColumns };

/** Codes that an importer may use beside its own. */
export type PlatformCode = keyof typeof issue;
