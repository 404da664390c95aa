import { Form } from 'react-router';
import type { FieldError } from '../../../platform/http/forms.ts';
import { ChoiceField, SelectField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { allianceEn, allianceFr, DOOR_KEYS } from '../../alliance/public.ts';
import {
  type NearDuplicate,
  PARTNER_KINDS,
  partnersEn,
  partnersFr,
} from '../../partners/public.ts';
import { PARTNERSHIP_TYPES } from '../domain.ts';
import { REFUSALS } from '../join/domain.ts';
import { en } from '../join/messages.en.ts';
import { fr } from '../join/messages.fr.ts';
import { en as partnershipsEn } from '../messages.en.ts';
import { fr as partnershipsFr } from '../messages.fr.ts';

interface State {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string | string[]>>;
}

const one = (values: State['values'], name: string): string => String(values[name] ?? '');

/** Says yes: which partner it is or becomes, and what is begun with it. */
export function AcceptForm({
  organisation,
  likely,
  errors,
  values,
}: State & { organisation: string; likely: readonly NearDuplicate[] }) {
  const t = useText({ fr, en });
  const kinds = useText({ fr: partnersFr, en: partnersEn }).kinds;
  const { types } = useText({ fr: partnershipsFr, en: partnershipsEn });
  const first = likely.find(({ because }) => because !== 'name')?.id ?? '';
  return (
    <section className="card" aria-labelledby="accepter-title">
      <h2 id="accepter-title">{t.acceptTitle}</h2>
      <p className="hint mb-4">{t.acceptLead}</p>
      <Form method="post" className="grid gap-4" noValidate>
        {likely.length > 0 ? (
          <ChoiceField
            name="partnerId"
            label={t.partnerId}
            required
            errors={errors}
            chosen={['partnerId' in values ? one(values, 'partnerId') : first]}
            options={[
              ...likely.map(({ id, name, communeName, because }) => ({
                value: id,
                label: name,
                hint: [communeName, t.because[because]].filter(Boolean).join(' · '),
              })),
              { value: '', label: t.newPartner },
            ]}
          />
        ) : null}
        <SelectField
          name="kind"
          label={t.kind}
          required={likely.length === 0}
          errors={errors}
          defaultValue={one(values, 'kind')}
          options={PARTNER_KINDS.map((value) => ({ value, label: kinds[value] ?? value }))}
        />
        <TextField
          name="title"
          label={t.partnershipTitle}
          required
          errors={errors}
          defaultValue={'title' in values ? one(values, 'title') : organisation}
        />
        <SelectField
          name="type"
          label={t.type}
          required
          errors={errors}
          defaultValue={one(values, 'type')}
          options={PARTNERSHIP_TYPES.map((value) => ({ value, label: types[value] }))}
        />
        <TextField
          name="answer"
          label={t.answer}
          hint={t.answerHint}
          rows={4}
          required
          errors={errors}
          defaultValue={one(values, 'answer')}
        />
        <button type="submit" name="what" value="accept" className="btn justify-self-start">
          {t.acceptGo}
        </button>
      </Form>
    </section>
  );
}

/** Says no: why, and where else the organisation may ask. */
export function RefuseForm({ errors, values }: State) {
  const t = useText({ fr, en });
  const doors = useText({ fr: allianceFr, en: allianceEn }).doors;
  return (
    <section className="card" aria-labelledby="refuser-title">
      <h2 id="refuser-title" className="mb-4">
        {t.refuseTitle}
      </h2>
      <Form method="post" className="grid gap-4" noValidate>
        <ChoiceField
          name="refusal"
          label={t.refusal}
          required
          errors={errors}
          chosen={[one(values, 'refusal')]}
          options={REFUSALS.map((value) => ({ value, label: t.refusals[value] ?? value }))}
        />
        <ChoiceField
          name="doors"
          several
          label={t.doors}
          errors={errors}
          chosen={[values['doors[]'] ?? []].flat()}
          options={DOOR_KEYS.map((value) => ({ value, label: doors[value] }))}
        />
        <TextField
          name="why"
          label={t.answer}
          hint={t.answerHint}
          rows={4}
          required
          errors={errors}
          defaultValue={one(values, 'why')}
        />
        <button
          type="submit"
          name="what"
          value="refuse"
          className="btn btn-quiet justify-self-start"
        >
          {t.refuseGo}
        </button>
      </Form>
    </section>
  );
}
