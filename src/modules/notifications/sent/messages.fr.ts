export const fr = {
  mail: (subject: string) => `Courriel : ${subject}`,
  readers: {
    follower: 'à la personne qui suit le partenariat',
    delegates: 'à la délégation territoriale',
    team: 'à l’équipe nationale',
    partner: 'au partenaire',
    signatory: 'à une personne signataire',
    applicant: 'à la personne qui a fait la demande',
  },
};
