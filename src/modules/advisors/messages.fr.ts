export const fr = { title: 'Conseillers' };
