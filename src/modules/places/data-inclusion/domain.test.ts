import { expect, it } from 'vitest';
import { THEMES } from '../../alliance/public.ts';
import { DIGITAL_TOPICS } from './contract.ts';
import { topicsOfThemes } from './domain.ts';

it.each([
  [['email', 'bureautique'], ['numerique--maitriser-les-fondamentaux-du-numerique']],
  [['sante'], ['numerique--acceder-a-des-services-en-ligne']],
  [
    ['maintenance_de_materiel', 'email'],
    ['numerique--acquerir-un-equipement', 'numerique--maitriser-les-fondamentaux-du-numerique'],
  ],
  [[], ['numerique--maitriser-les-fondamentaux-du-numerique']],
  [['unknown'], ['numerique--maitriser-les-fondamentaux-du-numerique']],
])('a workshop on %j is filed under %j', (themes, topics) =>
  expect(topicsOfThemes(themes)).toEqual(topics),
);

it('files every theme under a topic that data·inclusion knows', () => {
  for (const theme of THEMES) expect(DIGITAL_TOPICS).toContain(topicsOfThemes([theme])[0]);
});
