import { expect, it } from 'vitest';
import { PARTNERSHIP_TYPES } from '../../domain.ts';
import { TYPE_SHEETS } from '../../types/domain.ts';
import { COMMON_PLACEHOLDERS, defaultClauses, fillClauses, unknownPlaceholders } from './domain.ts';

it.each(PARTNERSHIP_TYPES)(
  'knows every placeholder of %s and gives each clause one key',
  (type) => {
    const known = [
      ...COMMON_PLACEHOLDERS,
      ...TYPE_SHEETS[type].fields.map(({ key }) => `fiche.${key}`),
    ];
    const clauses = defaultClauses(type);
    expect(clauses.length).toBeGreaterThan(6);
    expect(new Set(clauses.map(({ key }) => key)).size).toBe(clauses.length);
    for (const { title, body } of clauses)
      expect(unknownPlaceholders(`${title} ${body}`, known)).toEqual([]);
  },
);

it('leaves a visible blank where the record says nothing', () => {
  const clause = {
    key: 'a',
    title: '{{operateur.nom}}',
    body: '{{ partenaire.nom }}, {{fiche.surface}} m², {{fiche.yearlyRent?}}',
    concerns: [],
  };
  expect(
    fillClauses([clause], { 'operateur.nom': 'Le réseau', 'partenaire.nom': 'Le Relais $&' }),
  ).toEqual([
    {
      key: 'a',
      title: 'Le réseau',
      body: 'Le Relais $&, [à compléter : fiche.surface] m², non précisé',
      concerns: [],
    },
  ]);
});

it('does not fill what somebody typed in a value', () => {
  const clause = { key: 'a', title: 't', body: '{{partenaire.nom}}', concerns: [] };
  const [filled] = fillClauses([clause], { 'partenaire.nom': '{{operateur.nom}}' });
  expect(filled?.body).toBe('{{operateur.nom}}');
});
