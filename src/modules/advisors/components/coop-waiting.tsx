import { Form } from 'react-router';
import { formatDay, formatDuration } from '../../../platform/i18n/messages.ts';
import { Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { en } from '../coop/messages.en.ts';
import { fr } from '../coop/messages.fr.ts';
import type { CoopWaiting } from '../coop/queries.ts';

/** What waits for somebody to say: who a mediator is, where a structure is, whether it is twice. */
export function CoopQuestions({
  waiting,
  advisors,
}: {
  waiting: CoopWaiting;
  advisors: readonly { readonly id: string; readonly name: string }[];
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <>
      {waiting.mediators.length > 0 ? (
        <Section title={t.mediators} id="mediateurs">
          <p className="mb-3">{t.mediatorsLead}</p>
          <ul className="grid gap-3">
            {waiting.mediators.map(({ id, label, rows }) => {
              const who = label || id;
              return (
                <li key={id} className="card">
                  <Form method="post" className="grid items-end gap-3 sm:grid-cols-[1fr_2fr_auto]">
                    <input type="hidden" name="what" value="mediator" />
                    <input type="hidden" name="mediator" value={id} />
                    <p className="min-w-0 break-words">
                      <span className="font-semibold">{who}</span>
                      <span className="hint block">{t.rows(rows)}</span>
                    </p>
                    <label>
                      <span className="sr-only">{t.advisorFor(who)}</span>
                      <select name="advisor" className="input" defaultValue="">
                        <option value="">{t.nobody}</option>
                        {advisors.map((advisor) => (
                          <option key={advisor.id} value={advisor.id}>
                            {advisor.name}
                          </option>
                        ))}
                      </select>
                    </label>
                    <button type="submit" className="btn btn-small" aria-label={t.sayFor(who)}>
                      {t.say}
                    </button>
                  </Form>
                </li>
              );
            })}
          </ul>
        </Section>
      ) : null}
      {waiting.structures.length > 0 ? (
        <Section title={t.structures} id="structures">
          <ul className="grid gap-3">
            {waiting.structures.map(({ id, rows }, nth) => (
              <li key={id} className="card">
                <Form method="post" className="grid items-end gap-3 sm:grid-cols-[1fr_auto]">
                  <input type="hidden" name="what" value="structure" />
                  <input type="hidden" name="structure" value={id} />
                  <input type="hidden" name="field" value={`place${nth}`} />
                  <SuggestField
                    name={`place${nth}`}
                    label={t.placeFor(id)}
                    hint={t.rows(rows)}
                    required
                    source="/suggestions/lieux"
                  />
                  <button type="submit" className="btn btn-small" aria-label={t.sayPlaceFor(id)}>
                    {t.sayPlace}
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {waiting.twice.length > 0 ? (
        <Section title={t.twice} id="doublons">
          <p className="mb-3">{t.twiceLead}</p>
          <ul className="grid gap-3 lg:grid-cols-2">
            {waiting.twice.map((row) => (
              <li key={row.id} className="card">
                <p className="font-semibold">
                  {row.advisorName}, {formatDay(locale, row.date)}
                </p>
                <p>{t.facts(formatDuration(row.minutes), row.participants)}</p>
                <Form method="post" className="mt-2 flex flex-wrap gap-2">
                  <input type="hidden" name="what" value="twice" />
                  <input type="hidden" name="row" value={row.id} />
                  <button type="submit" name="counts" value="no" className="btn btn-small">
                    {t.same}
                  </button>
                  <button
                    type="submit"
                    name="counts"
                    value="yes"
                    className="btn btn-quiet btn-small"
                  >
                    {t.other}
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
