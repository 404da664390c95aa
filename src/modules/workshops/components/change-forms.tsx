import { Form } from 'react-router';
import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { SelectField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { TimeFields } from './time-fields.tsx';

interface Props {
  readonly version: number;
  readonly today: string;
  /** Which form was refused, and what it held. */
  readonly refused: { what: string; errors: readonly FieldError[]; values: FormValues } | null;
  readonly now: FormValues;
  /** Rooms that the session could have instead. */
  readonly rooms: readonly {
    readonly id: string;
    readonly name: string;
    readonly seats: number;
  }[];
  /** The room that the session has now, by name. */
  readonly room: string | null;
}

/** Moves or cancels a session; both ask for a reason that people read. */
export function ChangeForms({ version, today, refused, now, rooms, room }: Props) {
  const t = useText({ fr, en });
  const of = (what: string) => (refused?.what === what ? refused : null);
  const move = of('move');
  const cancel = of('cancel');
  // Two forms of one page: a name each, so that a label leads to its own field.
  const reason = (name: string, from: typeof move) => (
    <TextField
      name={name}
      label={t.session.reason}
      hint={t.session.reasonHint}
      required
      rows={2}
      errors={from?.errors}
      defaultValue={String(from?.values[name] ?? '')}
    />
  );
  return (
    <div className="grid gap-3">
      <details className="card" open={move !== null}>
        <summary className="font-semibold">{t.session.move}</summary>
        <Form method="post" className="mt-4 grid max-w-3xl gap-5" noValidate>
          <input type="hidden" name="what" value="move" />
          <input type="hidden" name="version" value={version} />
          <TimeFields
            errors={move?.errors}
            values={move?.values ?? now}
            today={today}
            label={t.on}
          />
          <SuggestField
            key={String(move?.values.placeIdText ?? '')}
            name="placeId"
            label={t.session.otherPlace}
            hint={t.session.otherPlaceHint}
            errors={move?.errors}
            source="/suggestions/lieux"
            defaultId={String(move?.values.placeId ?? '')}
            defaultText={String(move?.values.placeIdText ?? '')}
          />
          {rooms.length > 0 ? (
            <SelectField
              name="roomId"
              label={t.session.otherRoom}
              hint={t.session.otherRoomHint}
              errors={move?.errors}
              defaultValue={String(move?.values.roomId ?? '')}
              placeholder={room ? t.session.keepRoom(room) : t.noRoom}
              options={rooms.map(({ id, name, seats }) => ({
                value: id,
                label: `${name} (${t.roomSeats(seats)})`,
              }))}
            />
          ) : null}
          {reason('moveReason', move)}
          <p className="hint">{t.session.told}</p>
          <div>
            <button type="submit" className="btn">
              {t.session.moveButton}
            </button>
          </div>
        </Form>
      </details>
      <details className="card" open={cancel !== null}>
        <summary className="font-semibold">{t.session.cancelSession}</summary>
        <Form method="post" className="mt-4 grid max-w-3xl gap-5" noValidate>
          <input type="hidden" name="what" value="cancel" />
          <input type="hidden" name="version" value={version} />
          {reason('cancelReason', cancel)}
          <p className="hint">{t.session.told}</p>
          <div>
            <button type="submit" className="btn btn-danger">
              {t.session.cancelButton}
            </button>
          </div>
        </Form>
      </details>
    </div>
  );
}
