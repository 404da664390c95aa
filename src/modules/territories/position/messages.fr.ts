type P = Readonly<Record<string, string | number>>;

export const fr = {
  'position-half': () =>
    'Il manque la latitude ou la longitude ; la ligne est prise sans position.',
  'position-zero': () =>
    'La position 0,0 veut dire « inconnue » ; la ligne est prise sans position.',
  'position-swapped': () =>
    'Latitude et longitude étaient inversées ; elles sont remises en ordre.',
  'position-outside': (p: P) =>
    `La position ${p.latitude}, ${p.longitude} n’est pas en France ; la ligne est prise sans position.`,
};

export type PositionCode = keyof typeof fr;
