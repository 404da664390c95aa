import { data, Form, Link, redirect } from 'react-router';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import type { FormValues } from '../../../platform/http/conflict.ts';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatDay, today } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { createFile } from '../commands.ts';
import { ConsentFields } from '../components/consent-fields.tsx';
import { useKeeperName } from '../components/keeper-name.tsx';
import { PersonFields, usePersonLabels } from '../components/person-fields.tsx';
import { searchInput } from '../contract.ts';
import { keeperText } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { type FileSummary, keeperChoices } from '../queries.ts';
import { searchFiles } from '../search/queries.ts';
import { readNewFileForm } from './read-form.ts';

type Step = 'look' | 'found' | 'form';

export const loader = guard('follow-up.write', async ({ ctx, scope }) => ({
  keepers: await keeperChoices(ctx.db, scope),
  today: today(ctx.now),
}));

const answer = (
  step: Step,
  values: FormValues,
  errors: readonly FieldError[] = [],
  likely: readonly FileSummary[] = [],
) => ({ step, values, errors, likely });

/**
 * Three steps of one form: look for the person, see who is alike, then write and agree. What was
 * typed goes along in the body and stands in no address.
 */
export const action = guard('follow-up.write', async ({ ctx, scope, services, request }) => {
  const form = await request.formData();
  const what = String(form.get('what') ?? '');
  const ruledOut = String(form.get('ruledOut') ?? '')
    .split(' ')
    .filter(isUuid);
  if (what === 'look' || what === 'none') {
    const values = { ...formValues(form), id: newId() };
    if (what === 'none') return data(answer('form', values));
    const name = [form.get('firstName'), form.get('lastName')].join(' ');
    const parsed = parseForm(searchInput, form, (typed) => ({ ...typed, name }));
    if (!parsed.ok) return data(answer('look', values, parsed.errors), { status: 422 });
    if (name.trim() === '') {
      const error = { field: 'firstName', code: 'required' };
      return data(answer('look', values, [error]), { status: 422 });
    }
    const likely = await searchFiles(ctx.db, scope, services.secret, parsed.value);
    return data(answer(likely.length > 0 ? 'found' : 'form', values, [], likely));
  }
  const values = formValues(form);
  const parsed = await readNewFileForm(ctx.db, form);
  if (!parsed.ok)
    return data(answer('form', { ...values, ...formValues(form) }, parsed.errors), { status: 422 });
  const id = String(form.get('id') ?? '');
  const options = { id: isUuid(id) ? id : newId(), ruledOut };
  const done = await createFile(ctx, scope, services.secret, parsed.value, options);
  if (done.ok) throw redirect(`/suivis/${done.value.id}?fait=1`);
  if ('likely' in done.failure) {
    return data(answer('form', formValues(form), [], done.failure.likely), { status: 409 });
  }
  return data(answer('form', formValues(form), [done.failure]), { status: 409 });
});

const CARRIED = ['firstName', 'lastName', 'birthYear', 'reach'] as const;

export default function NewFollowUp({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const labels = usePersonLabels();
  const step = actionData?.step ?? 'look';
  const values: FormValues = actionData?.values ?? {};
  return (
    <>
      <title>{`${t.new.title} — Maillage`}</title>
      <PageHeader
        title={t.new.title}
        lead={step === 'look' ? t.new.lead : null}
        crumbs={[{ label: t.title, to: '/suivis' }]}
      />
      {loaderData.keepers.length === 0 ? (
        <EmptyState title={t.new.noKeeper} />
      ) : (
        <>
          <ErrorSummary errors={actionData?.errors} labels={labels} />
          {step === 'look' ? <Look values={values} errors={actionData?.errors} /> : null}
          {step === 'found' ? <Found values={values} likely={actionData?.likely ?? []} /> : null}
          {step === 'form' ? (
            <Open
              values={values}
              errors={actionData?.errors}
              likely={actionData?.likely ?? []}
              keepers={loaderData.keepers}
              today={loaderData.today}
            />
          ) : null}
        </>
      )}
    </>
  );
}

function Look({
  values,
  errors,
}: {
  values: FormValues;
  errors: readonly FieldError[] | undefined;
}) {
  const t = useText({ fr, en });
  const field = (name: string) => ({ name, errors, defaultValue: String(values[name] ?? '') });
  return (
    <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
      <input type="hidden" name="what" value="look" />
      <p className="hint">{t.searchHint}</p>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField {...field('firstName')} label={t.firstName} required />
        <TextField {...field('lastName')} label={t.lastName} />
        <TextField {...field('birthYear')} label={t.birthYear} inputMode="numeric" />
        <TextField {...field('reach')} label={t.reachPart} />
      </div>
      <div>
        <button type="submit" className="btn">
          {t.new.look}
        </button>
      </div>
    </Form>
  );
}

function Likely({ rows, title }: { rows: readonly FileSummary[]; title: string }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <Notice tone="warning" title={title} live>
      <ul className="mt-2 grid gap-2">
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={`/suivis/${row.id}`}>
              {[row.firstName, row.lastName].filter(Boolean).join(' ')}
            </Link>
            {row.birthYear ? `, ${t.born(row.birthYear)}` : ''} · {t.lastContact} :{' '}
            {formatDay(locale, row.lastContactOn)}
            {row.referent ? ` · ${row.referent.name}` : ''}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Found({ values, likely }: { values: FormValues; likely: readonly FileSummary[] }) {
  const t = useText({ fr, en });
  return (
    <>
      <Likely rows={likely} title={t.new.likely} />
      <Form method="post">
        <input type="hidden" name="what" value="none" />
        <input type="hidden" name="ruledOut" value={likely.map(({ id }) => id).join(' ')} />
        {CARRIED.map((name) => (
          <input key={name} type="hidden" name={name} value={String(values[name] ?? '')} />
        ))}
        <button type="submit" className="btn">
          {t.new.none}
        </button>
      </Form>
    </>
  );
}

function Open({
  values,
  errors,
  likely,
  keepers,
  today: day,
}: {
  values: FormValues;
  errors: readonly FieldError[] | undefined;
  likely: readonly FileSummary[];
  keepers: PageProps<typeof loader>['loaderData']['keepers'];
  today: string;
}) {
  const t = useText({ fr, en });
  const named = useKeeperName();
  const [only] = keepers;
  const before = String(values.ruledOut ?? '');
  const ruledOut = [before, ...likely.map(({ id }) => id)].filter(Boolean).join(' ');
  return (
    <Form method="post" className="grid max-w-3xl gap-6" noValidate>
      <input type="hidden" name="what" value="create" />
      <input type="hidden" name="id" value={String(values.id ?? '')} />
      {likely.length > 0 ? <Likely rows={likely} title={t.new.likelyMeanwhile} /> : null}
      <input key={ruledOut} type="hidden" name="ruledOut" value={ruledOut} />
      <section className="card grid gap-5">
        <h2>{t.new.details}</h2>
        <p className="hint">{t.new.detailsHint}</p>
        {keepers.length === 1 && only ? (
          <input type="hidden" name="keeper" value={keeperText(only.keeper)} />
        ) : (
          <SelectField
            name="keeper"
            label={t.keeper}
            required
            errors={errors}
            defaultValue={String(values.keeper ?? '')}
            options={keepers.map(({ keeper, name }) => ({
              value: keeperText(keeper),
              label: named(keeper, name),
            }))}
          />
        )}
        <PersonFields values={values} errors={errors} />
      </section>
      <section className="card grid gap-5">
        <h2>{t.consent.title}</h2>
        <p className="hint">{t.consent.lead}</p>
        <ConsentFields values={values} errors={errors} today={day} />
      </section>
      <div>
        <button type="submit" className="btn">
          {likely.length > 0 ? t.new.anyway : t.new.create}
        </button>
      </div>
    </Form>
  );
}
