import { data, Form } from 'react-router';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatNumber, today } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { setRegionTargets } from '../growth/commands.ts';
import { regionTargets } from '../growth/contract.ts';
import { en } from '../growth/messages.en.ts';
import { fr } from '../growth/messages.fr.ts';
import { readGrowth } from '../growth/queries.ts';

const yearOf = (search: URLSearchParams, now: Date): number => {
  const asked = Number(search.get('annee'));
  return Number.isInteger(asked) && asked >= 2000 && asked <= 2100
    ? asked
    : Number(today(now).slice(0, 4));
};

export const loader = guard('targets.write', async ({ ctx, url }) => {
  const year = yearOf(url.searchParams, ctx.now);
  const { regions, nationalTarget } = await readGrowth(ctx.db, year, today(ctx.now));
  return {
    year,
    nationalTarget,
    regions: regions.map(({ code, name, target }) => ({ code, name, target })),
  };
});

export const action = guard('targets.write', async ({ ctx, scope, request }) => {
  const form = await request.formData();
  const values = formValues(form) as Record<string, string>;
  const parsed = parseForm(regionTargets, form, (all) => ({
    year: all.year,
    values: Object.fromEntries(
      Object.entries(all).flatMap(([key, value]) =>
        key.startsWith('region-') ? [[key.slice('region-'.length), value]] : [],
      ),
    ),
  }));
  const refused = (problems: readonly FieldError[]) => {
    // The page names a field `region-75`, the contract `values.75`.
    const errors = problems.map(({ field, code }) => ({
      field: field.replace(/^values\./, 'region-'),
      code,
    }));
    return data({ errors, values, saved: false }, { status: 422 });
  };
  if (!parsed.ok) return refused(parsed.errors);
  const set = await setRegionTargets(ctx, scope, parsed.value);
  if (!set.ok) return refused([set.failure]);
  return data({ errors: [], values: {} as Record<string, string>, saved: true });
});

export default function GrowthTargets({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { year, regions, nationalTarget } = loaderData;
  const n = (value: number) => formatNumber(locale, value, 0);
  const labels = Object.fromEntries(regions.map(({ code, name }) => [`region-${code}`, name]));
  return (
    <>
      <title>{`${t.targetsTitle} — Maillage`}</title>
      <PageHeader
        title={t.targetsTitle}
        lead={t.targetsLead}
        crumbs={[{ label: t.title, to: '/croissance' }]}
      />
      {actionData?.saved ? (
        <Notice tone="ok" live>
          {t.saved}
        </Notice>
      ) : null}
      <ErrorSummary errors={actionData?.errors} labels={{ ...labels, year: t.year }} />
      <SearchForm columns="sm:grid-cols-[10rem_auto]">
        <TextField
          name="annee"
          label={t.year}
          required
          inputMode="numeric"
          defaultValue={String(year)}
        />
        <button type="submit" className="btn btn-quiet self-end justify-self-start">
          {t.show}
        </button>
      </SearchForm>
      <Form method="post" className="card grid max-w-3xl gap-4" noValidate key={year}>
        <input type="hidden" name="year" value={year} />
        <p className="font-semibold">
          {t.sum(
            n(regions.reduce((sum, { target }) => sum + (target ?? 0), 0)),
            nationalTarget === null ? '—' : n(nationalTarget),
          )}
        </p>
        <div className="grid gap-4 sm:grid-cols-2">
          {regions.map(({ code, name, target }) => (
            <TextField
              key={code}
              name={`region-${code}`}
              label={name}
              inputMode="numeric"
              errors={actionData?.errors}
              defaultValue={actionData?.values[`region-${code}`] ?? String(target ?? '')}
            />
          ))}
        </div>
        <button type="submit" className="btn justify-self-start">
          {t.save}
        </button>
      </Form>
    </>
  );
}
