import { data, Form, Link } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { daysLater } from '../../../platform/i18n/paris-time.ts';
import { TextField } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Pager, Section } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import type { PageProps } from '../../../ui/page.ts';
import { FileTable } from '../components/file-table.tsx';
import { searchInput } from '../contract.ts';
import { NOTICE_DAYS } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { type FileFilters, listFiles } from '../queries.ts';
import { searchFiles } from '../search/queries.ts';

const VIEWS = ['miens', 'tous', 'terme', 'sans', 'prevenir'] as const;
type View = (typeof VIEWS)[number];

export const loader = guard('follow-up.read', async ({ ctx, actor, scope, services, url }) => {
  const view: View = VIEWS.find((one) => one === url.searchParams.get('vue')) ?? 'miens';
  const filters: Readonly<Record<View, FileFilters>> = {
    miens: { referent: scope.accountId },
    tous: {},
    terme: { endsBy: daysLater(today(ctx.now), NOTICE_DAYS) },
    sans: { unled: true },
    prevenir: { toTell: true },
  };
  const cursor = url.searchParams.get('suite');
  const page = await listFiles(ctx.db, scope, services.secret, filters[view], cursor);
  return {
    view,
    items: page.items,
    next: page.next ? `?vue=${view}&suite=${encodeURIComponent(page.next)}` : null,
    first: cursor ? `?vue=${view}` : null,
    ended: url.searchParams.get('fini') === '1',
    mayWrite: authorize(actor, 'follow-up.write') !== null,
  };
});

/** Looks for a file. The words are sent in the body: no name ever stands in an address. */
export const action = guard('follow-up.read', async ({ ctx, scope, services, request }) => {
  const form = await request.formData();
  const parsed = parseForm(searchInput, form);
  const values = formValues(form);
  if (!parsed.ok) return data({ errors: parsed.errors, values, found: null }, { status: 422 });
  const found = await searchFiles(ctx.db, scope, services.secret, parsed.value);
  return data({ errors: [], values, found });
});

export default function FollowUps({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const may = useMay();
  const { view, items, next, first } = loaderData;
  const typed = (name: string): string => String(actionData?.values[name] ?? '');
  const field = (name: string) => ({
    name,
    errors: actionData?.errors,
    defaultValue: typed(name),
  });
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          <>
            {may('follow-up.hand-over') ? (
              <Link className="btn btn-quiet" to="/suivis/relais">
                {t.relayLink}
              </Link>
            ) : null}
            <Link className="btn btn-quiet" to="/suivis/chiffres">
              {t.figuresLink}
            </Link>
            {loaderData.mayWrite ? (
              <Link className="btn" to="/suivis/nouveau">
                {t.add}
              </Link>
            ) : null}
          </>
        }
      />
      {loaderData.ended && !actionData ? (
        <Notice tone="ok" live>
          {t.consent.ended}
        </Notice>
      ) : null}
      <Form
        method="post"
        role="search"
        aria-label={t.search}
        className="card mb-6 grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_2fr_auto]"
        noValidate
      >
        <p className="hint sm:col-span-2 lg:col-span-4">{t.searchHint}</p>
        <TextField {...field('name')} label={t.name} required />
        <TextField {...field('birthYear')} label={t.birthYear} required inputMode="numeric" />
        <TextField {...field('reach')} label={t.reachPart} required />
        <button type="submit" className="btn">
          {t.searchButton}
        </button>
      </Form>
      {actionData?.found ? (
        <Section title={t.search} id="trouvees">
          <p role="status" className="mb-2">
            {t.found(actionData.found.length)}
          </p>
          {actionData.found.length > 0 ? (
            <FileTable rows={actionData.found} caption={t.found(actionData.found.length)} />
          ) : null}
        </Section>
      ) : null}
      <nav aria-label={t.viewsLabel} className="mb-4 flex flex-wrap gap-2 border-b border-line">
        {VIEWS.map((one) => (
          <Link
            key={one}
            className="tab"
            to={`?vue=${one}`}
            aria-current={one === view ? 'page' : undefined}
          >
            {t.views[one]}
          </Link>
        ))}
      </nav>
      {items.length === 0 ? (
        <EmptyState title={t.none}>{t.noneHint}</EmptyState>
      ) : (
        <FileTable rows={items} caption={t.views[view]} />
      )}
      <Pager next={next} first={first} />
    </>
  );
}
