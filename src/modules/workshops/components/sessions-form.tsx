import { Form } from 'react-router';
import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { digitalEn, digitalFr, type Facility } from '../../alliance/public.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { TimeFields } from './time-fields.tsx';

/** Adds sessions to a series. */
export function SessionsForm({
  id,
  errors,
  values,
  today,
  rooms,
}: {
  /** Of the first session to be: the form sent twice plans once. */
  id: string;
  errors: readonly FieldError[] | undefined;
  values: FormValues;
  today: string;
  rooms: readonly {
    readonly id: string;
    readonly name: string;
    readonly seats: number;
    /** What the room lacks for those whom the workshop is meant for. */
    readonly missing: readonly Facility[];
  }[];
}) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const text = (name: string): string => String(values[name] ?? '');
  return (
    <>
      <ErrorSummary
        errors={errors}
        labels={{
          placeId: t.placeId,
          roomId: t.roomId,
          on: t.firstOn,
          from: t.from,
          to: t.to,
          capacity: t.capacity,
          weeks: t.weeks,
        }}
      />
      <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
        <input type="hidden" name="id" value={id} />
        <SuggestField
          key={text('placeIdText')}
          name="placeId"
          label={t.placeId}
          hint={t.placeHint}
          required={rooms.length === 0}
          errors={errors}
          source="/suggestions/lieux"
          defaultId={text('placeId')}
          defaultText={text('placeIdText')}
        />
        {rooms.length > 0 ? (
          <SelectField
            name="roomId"
            label={t.roomId}
            hint={t.roomHint}
            errors={errors}
            defaultValue={text('roomId')}
            placeholder={t.noRoom}
            options={rooms.map(({ id, name, seats, missing }) => ({
              value: id,
              label: [
                `${name} (${t.roomSeats(seats)})`,
                ...(missing.length > 0
                  ? [t.roomLacks(missing.map((one) => d.facilities[one]).join(', '))]
                  : []),
              ].join(' — '),
            }))}
          />
        ) : null}
        <TimeFields errors={errors} values={values} today={today} label={t.firstOn} />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            name="capacity"
            label={t.capacity}
            required
            type="number"
            min={1}
            inputMode="numeric"
            errors={errors}
            defaultValue={text('capacity')}
          />
          <TextField
            name="weeks"
            label={t.weeks}
            hint={t.weeksHint}
            required
            type="number"
            min={1}
            inputMode="numeric"
            errors={errors}
            defaultValue={text('weeks') || '1'}
          />
        </div>
        <label className="choice">
          <input
            type="checkbox"
            name="ledByMe"
            value="yes"
            defaultChecked={values.ledByMe === 'yes'}
          />
          <span>{t.ledByMe}</span>
        </label>
        <div>
          <button type="submit" className="btn">
            {t.addSessions}
          </button>
        </div>
      </Form>
    </>
  );
}
