import { data, Form, Link } from 'react-router';
import { formValues } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { allianceEn, allianceFr } from '../../alliance/public.ts';
import { partnersEn, partnersFr } from '../../partners/public.ts';
import { partnershipsEn, partnershipsFr } from '../../partnerships/public.ts';
import { KINDS } from '../commands.ts';
import { nameWords } from '../mapping/commands.ts';
import { wordsOf } from '../mapping/domain.ts';
import { getMappedRun } from '../mapping/queries.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { begin } from './begin.ts';

export const loader = guard('imports.run', async ({ ctx, scope, params }) => {
  const run = await getMappedRun(ctx.db, scope, params.id ?? '');
  const spec = run ? KINDS[run.kind].mapping : null;
  if (!run || !spec) throw notFound();
  return {
    id: run.id,
    kind: run.kind,
    fileName: run.fileName,
    lists: Object.entries(wordsOf(spec, run.look, run.map)).map(([key, words]) => ({
      key,
      words,
      choices: [...(spec.values[key]?.choices ?? [])],
    })),
  };
});

export const action = guard('imports.run', async ({ ctx, scope, services, request, params }) => {
  const id = params.id ?? '';
  const said: Record<string, Record<string, string>> = {};
  for (const [name, ours] of Object.entries(formValues(await request.formData()))) {
    const at = name.indexOf('.');
    if (at < 0) continue;
    const key = name.slice(0, at);
    said[key] = { ...said[key], [name.slice(at + 1)]: String(ours) };
  }
  const done = await nameWords(ctx, scope, id, said);
  if (!done.ok) return data({ errors: done.failure }, { status: 422 });
  throw await begin({ ctx, scope, services }, id, true);
});

/** Our values of a column, in words. */
function useValueLabels(kind: string, key: string): Readonly<Record<string, string>> {
  const partners = useText({ fr: partnersFr, en: partnersEn });
  const partnerships = useText({ fr: partnershipsFr, en: partnershipsEn });
  const alliance = useText({ fr: allianceFr, en: allianceEn });
  if (kind === 'partners') return partners.kinds;
  if (key === 'type') return partnerships.types;
  return key === 'stage' ? partnerships.stages : alliance.commitment;
}

export default function Words({ loaderData, actionData }: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { id, kind, fileName, lists } = loaderData;
  const labels = t.columns[kind] ?? {};
  return (
    <>
      <title>{`${t.steps.words} : ${fileName} — Maillage`}</title>
      <PageHeader
        title={fileName}
        crumbs={[
          { label: t.title, to: '/importations' },
          { label: t.steps.columns, to: `/importations/${id}/colonnes` },
        ]}
        over={<span className="tag">{t.steps.words}</span>}
        lead={t.wordsLead}
      />
      <ErrorSummary errors={actionData?.errors} labels={labels} />
      <Form method="post" className="grid max-w-3xl gap-6" noValidate>
        {lists.map((list) => (
          <WordList
            key={list.key}
            kind={kind}
            label={labels[list.key] ?? list.key}
            name={list.key}
            words={list.words}
            choices={list.choices}
          />
        ))}
        <div className="flex flex-wrap items-center gap-4">
          <button type="submit" className="btn">
            {t.toTrial}
          </button>
          <Link to={`/importations/${id}/colonnes`}>{t.changeColumns}</Link>
        </div>
      </Form>
    </>
  );
}

type Listed = PageProps<typeof loader>['loaderData']['lists'][number];

function WordList({
  kind,
  name,
  label,
  words,
  choices,
}: Omit<Listed, 'key'> & { kind: string; name: string; label: string }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const names = useValueLabels(kind, name);
  return (
    <fieldset className="card grid gap-3">
      <legend className="text-xl font-bold">{label}</legend>
      {words === null ? <p className="hint">{t.noWords}</p> : null}
      {words?.map(({ word, count, ours }) => (
        <label key={word} className="grid items-center gap-1 sm:grid-cols-2 sm:gap-4">
          <span className="break-words">{t.wordOf(word, formatNumber(locale, count))}</span>
          <select name={`${name}.${word}`} className="input" defaultValue={ours ?? ''}>
            <option value="">{t.unsaid}</option>
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {names[choice] ?? choice}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  );
}
