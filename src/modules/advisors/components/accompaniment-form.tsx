import { Form } from 'react-router';
import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { formatDuration } from '../../../platform/i18n/messages.ts';
import { CountsField } from '../../../ui/counts-field.tsx';
import { ChoiceField, ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import {
  AGES,
  AUTONOMIES,
  digitalEn,
  digitalFr,
  EQUIPMENTS,
  GENDERS,
  ORIENTED_TO,
  PROCEDURE_TOPICS,
  SETTINGS,
  STATUSES,
  THEMES,
} from '../../alliance/public.ts';
import { en } from '../accompaniments/messages.en.ts';
import { fr } from '../accompaniments/messages.fr.ts';

export interface AccompanimentFormState {
  readonly errors: readonly FieldError[];
  readonly values: FormValues;
}

/**
 * The one screen that records or corrects help given: what is nearly always needed first, the rest
 * folded away. Choosing a theme and pressing Enter is enough.
 */
export function AccompanimentForm({
  state: { errors, values },
  advisors,
  lengths,
  today,
  files,
  correction = null,
}: {
  state: AccompanimentFormState;
  advisors: readonly { readonly id: string; readonly name: string }[];
  /** Minutes of the buttons, the one used most first. */
  lengths: readonly number[];
  today: string;
  /** Files that may be named; none = the field is not shown. */
  files: readonly { readonly id: string; readonly label: string }[];
  correction?: { readonly version: number } | null;
}) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const text = (name: string): string => String(values[name] ?? '');
  const list = (name: string): readonly string[] => [values[name] ?? []].flat();
  const options = (codes: readonly string[], words: Readonly<Record<string, string>>) =>
    codes.map((value) => ({ value, label: words[value] ?? value }));
  const counts = (codes: readonly string[], words: Readonly<Record<string, string>>) =>
    codes.map((code) => [code, words[code] ?? code] as const);
  const wrong = (...names: string[]): boolean =>
    errors.some(({ field }) => names.includes(field.split('.')[0] ?? ''));
  const labels: Record<string, string> = {
    advisorId: t.advisorId,
    happenedOn: t.happenedOn,
    minutes: t.minutes,
    format: t.format,
    setting: t.setting,
    placeId: t.placeId,
    communeCode: t.communeCode,
    themes: t.themes,
    topics: t.topics,
    participants: t.participants,
    genders: t.genders,
    ages: t.ages,
    statuses: t.statuses,
    note: t.note,
    followedPersonId: t.file,
    reason: t.correction.reason,
  };
  const asGroup = text('format') === 'group';
  const hidden = ['id', 'appointmentId'] as const;
  return (
    <>
      <ErrorSummary errors={errors} labels={labels} />
      <Form key={text('id')} method="post" className="card grid max-w-4xl gap-6" noValidate>
        {hidden.map((name) => (
          <input key={name} type="hidden" name={name} value={text(name)} />
        ))}
        {correction ? <input type="hidden" name="version" value={correction.version} /> : null}
        <ChoiceField
          name="themes"
          label={t.themes}
          required
          several
          errors={errors}
          chosen={list('themes[]')}
          options={options(THEMES, d.themes)}
        />
        <details className="card" open={list('topics[]').length > 0 || wrong('topics')}>
          <summary className="font-semibold">{t.topics}</summary>
          <div className="mt-3">
            <ChoiceField
              name="topics"
              label={t.topics}
              hint={t.topicsHint}
              several
              errors={errors}
              chosen={list('topics[]')}
              options={options(PROCEDURE_TOPICS, d.topics)}
            />
          </div>
        </details>
        <ChoiceField
          name="minutes"
          label={t.minutes}
          required
          errors={errors}
          chosen={[text('minutes')]}
          options={lengths.map((minutes) => ({
            value: String(minutes),
            label: formatDuration(minutes),
          }))}
        />
        <TextField
          name="otherLength"
          label={t.otherLength}
          hint={t.otherHint}
          errors={errors}
          defaultValue={text('otherLength')}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            name="happenedOn"
            label={t.happenedOn}
            type="date"
            max={today}
            required
            errors={errors}
            defaultValue={text('happenedOn')}
          />
          {advisors.length > 1 ? (
            <SelectField
              name="advisorId"
              label={t.advisorId}
              required
              errors={errors}
              defaultValue={text('advisorId')}
              options={advisors.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ) : (
            <input type="hidden" name="advisorId" value={text('advisorId')} />
          )}
          <SuggestField
            key={text('placeIdText')}
            name="placeId"
            label={t.placeId}
            hint={t.placeHint}
            errors={errors}
            source="/suggestions/lieux"
            defaultId={text('placeId')}
            defaultText={text('placeIdText')}
          />
          <SuggestField
            key={`c${text('communeCodeText')}`}
            name="communeCode"
            label={t.communeCode}
            hint={t.communeHint}
            errors={errors}
            source="/suggestions/communes"
            defaultId={text('communeCode')}
            defaultText={text('communeCodeText')}
          />
        </div>
        <ChoiceField
          name="format"
          label={t.format}
          required
          errors={errors}
          chosen={[text('format') || 'individual']}
          options={options(['individual', 'group'], t.formats)}
        />
        {files.length > 0 ? (
          <SelectField
            name="followedPersonId"
            label={t.file}
            hint={t.fileHint}
            placeholder={t.noFile}
            errors={errors}
            defaultValue={text('followedPersonId')}
            options={files.map(({ id, label }) => ({ value: id, label }))}
          />
        ) : null}
        <details
          className="card"
          open={asGroup || wrong('participants', 'genders', 'ages', 'statuses')}
        >
          <summary className="font-semibold">{t.who}</summary>
          <div className="mt-4 grid gap-5">
            <TextField
              name="participants"
              label={t.participants}
              hint={t.participantsHint}
              type="number"
              min={1}
              inputMode="numeric"
              errors={errors}
              defaultValue={text('participants')}
            />
            <CountsField
              name="genders"
              label={t.genders}
              codes={counts(GENDERS, d.genders)}
              errors={errors}
              values={values}
            />
            <CountsField
              name="ages"
              label={t.ages}
              codes={counts(AGES, d.ages)}
              errors={errors}
              values={values}
            />
            <CountsField
              name="statuses"
              label={t.statuses}
              codes={counts(STATUSES, d.statuses)}
              errors={errors}
              values={values}
            />
          </div>
        </details>
        <details className="card" open={wrong('note', 'setting', 'autonomy', 'equipment')}>
          <summary className="font-semibold">{t.more}</summary>
          <div className="mt-4 grid gap-5">
            <ChoiceField
              name="setting"
              label={t.setting}
              required
              errors={errors}
              chosen={[text('setting') || 'lieu_activite']}
              options={options(SETTINGS, d.settings)}
            />
            <ChoiceField
              name="autonomy"
              label={t.autonomy}
              errors={errors}
              chosen={[text('autonomy')]}
              options={options(AUTONOMIES, d.autonomies)}
            />
            <ChoiceField
              name="equipment"
              label={t.equipment}
              several
              errors={errors}
              chosen={list('equipment[]')}
              options={options(EQUIPMENTS, d.equipments)}
            />
            <SelectField
              name="orientedTo"
              label={t.orientedTo}
              placeholder={t.nowhere}
              errors={errors}
              defaultValue={text('orientedTo')}
              options={options(ORIENTED_TO, d.orientedTo)}
            />
            <TextField
              name="note"
              label={t.note}
              hint={t.noteHint}
              rows={2}
              errors={errors}
              defaultValue={text('note')}
            />
          </div>
        </details>
        {correction ? (
          <div className="grid gap-5">
            <TextField
              name="reason"
              label={t.correction.reason}
              required
              rows={2}
              errors={errors}
              defaultValue={text('reason')}
            />
            <label className="choice">
              <input
                type="checkbox"
                name="withdraw"
                value="yes"
                defaultChecked={text('withdraw') === 'yes'}
              />
              <span>{t.correction.withdraw}</span>
            </label>
          </div>
        ) : null}
        <div>
          <button type="submit" className="btn">
            {correction ? t.correction.save : t.save}
          </button>
        </div>
      </Form>
    </>
  );
}
