import { data, Form, redirect } from 'react-router';
import { formValues } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, SelectField } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { keeperText } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { handOver } from '../relay/commands.ts';
import { colleagues, listRelay } from '../relay/queries.ts';

export const loader = guard('follow-up.hand-over', async ({ ctx, scope, services, url }) => {
  const groups = await listRelay(ctx, scope, services.secret);
  const able = new Map<string, readonly { id: string; name: string }[]>();
  for (const { keeper } of groups.flatMap(({ files }) => files)) {
    const key = keeperText(keeper);
    if (!able.has(key)) able.set(key, await colleagues(ctx.db, keeper));
  }
  const forms = groups.map((group) => {
    // A form hands over to people who may be in charge of every file in it.
    const lists = [...new Set(group.files.map(({ keeper }) => keeperText(keeper)))].map(
      (key) => able.get(key) ?? [],
    );
    const to = (lists[0] ?? []).filter(
      ({ id }) =>
        id !== group.referent?.id && lists.every((list) => list.some((one) => one.id === id)),
    );
    return { ...group, to };
  });
  const done = Number(url.searchParams.get('fait') ?? '');
  return { forms, done: Number.isInteger(done) && done > 0 ? done : null };
});

export const action = guard('follow-up.hand-over', async ({ ctx, scope, services, request }) => {
  const form = await request.formData();
  const values = formValues(form);
  const ids = form.getAll('ids[]').map(String);
  const group = String(form.get('group') ?? '');
  const refused = (field: string, code: string, status: number) =>
    data({ group, errors: [{ field: `${field}-${group}`, code }], values }, { status });
  if (ids.length === 0) return refused('ids', 'choose-files', 422);
  const to = String(form.get(`to-${group}`) ?? '');
  if (!to) return refused('to', 'choose-one', 422);
  const done = await handOver(ctx, scope, ids, to);
  if (!done.ok) {
    if (done.failure.code === 'not-found') throw notFound();
    return refused('to', done.failure.code, 409);
  }
  services.wake();
  throw redirect(`/suivis/relais?fait=${done.value.files}`);
});

type Group = PageProps<typeof loader>['loaderData']['forms'][number];

export default function Relay({ loaderData, actionData }: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { forms, done } = loaderData;
  const sent = actionData?.group ?? '';
  return (
    <>
      <title>{`${t.relay.title} — Maillage`}</title>
      <PageHeader title={t.relay.title} lead={t.relay.lead} />
      {done !== null && !actionData ? (
        <Notice tone="ok" live>
          {t.relay.done(done)}
        </Notice>
      ) : null}
      <ErrorSummary
        errors={actionData?.errors}
        labels={{ [`ids-${sent}`]: t.relay.choose, [`to-${sent}`]: t.relay.to }}
      />
      {forms.length === 0 ? <EmptyState title={t.relay.none} /> : null}
      {forms.map((group, index) => (
        <GroupForm
          key={group.referent?.id ?? ''}
          group={group}
          name={String(index)}
          sent={actionData?.group === String(index) ? actionData : undefined}
        />
      ))}
    </>
  );
}

function GroupForm({
  group,
  name,
  sent,
}: {
  group: Group;
  name: string;
  sent: PageProps<typeof loader, typeof action>['actionData'];
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const chosen = sent?.values['ids[]'];
  const who = group.referent ? t.relay.of(group.referent.name) : t.relay.nobody;
  return (
    <Section
      id={`groupe-${name}`}
      title={who}
      aside={<span className="tag">{t.relay.files(group.files.length)}</span>}
    >
      {group.referent && !group.here ? <Notice tone="warning">{t.relay.left}</Notice> : null}
      <Form method="post" className="card grid gap-4" noValidate>
        <input type="hidden" name="group" value={name} />
        <fieldset id={`field-ids-${name}`} tabIndex={-1}>
          <legend>{t.relay.choose}</legend>
          <div className="mt-2 grid gap-x-6 sm:grid-cols-2">
            {group.files.map((file) => (
              <label key={file.id} className="choice">
                <input
                  type="checkbox"
                  name="ids[]"
                  value={file.id}
                  defaultChecked={chosen === undefined || chosen.includes(file.id)}
                />
                <span>
                  {file.name ?? t.number(file.number)}
                  <span className="hint block">
                    {t.lastContact} : {formatDay(locale, file.lastContactOn)}
                    {file.nextOn ? ` · ${t.nextOn} : ${formatDay(locale, file.nextOn)}` : ''}
                  </span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        {group.to.length === 0 ? (
          <p>{t.relay.alone}</p>
        ) : (
          <div className="grid items-end gap-4 sm:grid-cols-[2fr_auto]">
            <SelectField
              name={`to-${name}`}
              label={t.relay.to}
              required
              errors={sent?.errors}
              defaultValue={String(sent?.values[`to-${name}`] ?? '')}
              options={group.to.map(({ id, name: label }) => ({ value: id, label }))}
            />
            <button type="submit" className="btn" aria-label={t.relay.buttonFor(who)}>
              {t.relay.button}
            </button>
          </div>
        )}
      </Form>
    </Section>
  );
}
