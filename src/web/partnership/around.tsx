import { Form, Link } from 'react-router';
import { contactsEn, contactsFr } from '../../modules/partners/public.ts';
import { FamilyTree } from '../../modules/partnerships/components/public.tsx';
import {
  partnershipsEn as en,
  partnershipsFr as fr,
  typesEn,
  typesFr,
} from '../../modules/partnerships/public.ts';
import type { FieldError } from '../../platform/http/forms.ts';
import { ChoiceField, TextField } from '../../ui/form.tsx';
import { Notice, Section } from '../../ui/layout.tsx';
import { useText } from '../../ui/locale.tsx';
import { territoryPath } from '../paths.ts';
import type { PartnershipView } from './queries.ts';

/** The next stages, and what is missing before one. */
export function NextStep({
  next,
  missing,
  found,
  errors,
  values,
}: Pick<PartnershipView, 'next' | 'missing' | 'found'> & {
  errors: readonly FieldError[] | undefined;
  values: Record<string, string> | undefined;
}) {
  const t = useText({ fr, en });
  return (
    <Section title={t.page.next} id="etape">
      <Form method="post" className="card grid gap-4" noValidate>
        <input type="hidden" name="what" value="move" />
        <Missing id={found.id} missing={missing} />
        <ChoiceField
          name="to"
          label={t.page.next}
          required
          errors={errors}
          chosen={[values?.to ?? '']}
          options={next.map((value) => ({ value, label: t.moves[value] }))}
        />
        <TextField
          name="reason"
          label={t.page.reason}
          hint={t.page.reasonHint}
          rows={2}
          errors={errors}
          defaultValue={values?.reason ?? ''}
        />
        <button type="submit" className="btn justify-self-start">
          {t.page.move}
        </button>
      </Form>
    </Section>
  );
}

/** What the type asks for and is not there: said before it is asked why. */
function Missing({ id, missing }: { id: string; missing: PartnershipView['missing'] }) {
  const t = useText({ fr, en });
  const s = useText({ fr: typesFr, en: typesEn });
  const fields: Readonly<Record<string, string>> = s.fields;
  const papers: Readonly<Record<string, string>> = s.documents;
  if (missing.length === 0) return null;
  return (
    <Notice tone="warning" title={t.page.missing}>
      <ul className="list-disc pl-5">
        {missing.map((gap) => (
          <li key={gap.kind === 'convention' ? gap.kind : gap.key}>
            {gap.kind !== 'convention' ? (
              <Link to={`/partenariats/${id}/fiche`}>
                {gap.kind === 'field' ? fields[gap.key] : papers[gap.key]}
              </Link>
            ) : (
              <Link to={`/partenariats/${id}/convention`}>{t.page.missingConvention}</Link>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Who is who on the partner's side of this partnership. */
export function People({ people }: Pick<PartnershipView, 'people'>) {
  const t = useText({ fr: contactsFr, en: contactsEn });
  if (people.length === 0) return null;
  return (
    <Section title={t.inPartnership} id="contacts">
      <ul className="grid gap-2">
        {people.map((person) => (
          <li key={`${person.id}${person.role}`}>
            <strong>{person.name}</strong> · {t.roles[person.role] ?? person.role}
            <span className="hint block wrap-anywhere">
              {[person.email, person.phone].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Territories, places, needs and actions that it is about. */
export function Where({ territories, places, needs, actions }: PartnershipView) {
  const t = useText({ fr, en });
  const parts: [string, { key: string; label: string; to: string }[]][] = [
    [
      t.page.territories,
      territories.map(({ kind, code, name }) => ({
        key: `${kind}${code}`,
        label: name,
        to: territoryPath(kind, code),
      })),
    ],
    [
      t.page.places,
      places.map((place) => ({ key: place.id, label: place.name, to: `/lieux/${place.id}` })),
    ],
    [
      t.page.needs,
      needs.map((need) => ({ key: need.id, label: need.title, to: `/besoins/${need.id}` })),
    ],
    [
      t.page.actions,
      actions.map((action) => ({
        key: action.id,
        label: action.title,
        to: `/actions/${action.id}`,
      })),
    ],
  ];
  return (
    <>
      {parts.map(([title, items]) => (
        <Section key={title} title={title}>
          {items.length === 0 ? (
            <p className="hint">{t.page.none}</p>
          ) : (
            <ul className="list-disc pl-5">
              {items.map((item) => (
                <li key={item.key}>
                  <Link to={item.to}>{item.label}</Link>
                </li>
              ))}
            </ul>
          )}
        </Section>
      ))}
    </>
  );
}

/** The model that the partnership is or takes over, and its family. */
export function Models({ found, models }: PartnershipView) {
  const t = useText({ fr, en }).models;
  if (!models || !(models.own || models.taken || models.tree || models.mayMake)) return null;
  return (
    <Section title={t.title} id="modeles">
      {models.taken ? (
        <p>
          {t.taken} <Link to={`/modeles/${models.taken.id}`}>{models.taken.title}</Link>
        </p>
      ) : null}
      {models.own ? (
        <p>
          <Link to={`/modeles/${models.own}`}>{t.see}</Link>
        </p>
      ) : models.mayMake ? (
        <p>
          <Link to={`/modeles/nouveau?partenariat=${found.id}`}>{t.make}</Link>
        </p>
      ) : null}
      {models.tree ? (
        <div className="mt-3">
          <FamilyTree tree={models.tree} here={found.id} />
        </div>
      ) : null}
    </Section>
  );
}
