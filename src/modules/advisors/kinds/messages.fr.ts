/** Who helps, in words; apart, so that the public page loads no other words about advisors. */
export const fr = {
  advisor: 'Conseiller numérique',
  mediator: 'Médiateur',
  'france-services': 'Agent France Services',
};
