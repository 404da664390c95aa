import { data, Form, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatNumber, formatShare } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Pager } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { decideLikeness, undoLikeness } from '../likeness/commands.ts';
import { likenessAnswer } from '../likeness/contract.ts';
import { en } from '../likeness/messages.en.ts';
import { fr } from '../likeness/messages.fr.ts';
import {
  type AlikePlace,
  countLikenesses,
  type Likeness,
  listLikenesses,
} from '../likeness/queries.ts';
import { en as placesEn } from '../messages.en.ts';
import { fr as placesFr } from '../messages.fr.ts';
import { writeOpeningHours } from '../opening-hours/domain.ts';

export const loader = guard('places.write', async ({ ctx, url }) => {
  const get = (key: string): string => url.searchParams.get(key)?.trim() ?? '';
  const decided = get('decidees') === '1';
  const department = get('departement').toUpperCase();
  const page = await listLikenesses(
    ctx.db,
    { decided, department: department || undefined },
    get('suite') || null,
  );
  const link = (cursor: string | null): string => {
    const next = new URLSearchParams(url.searchParams);
    for (const name of ['suite', 'fait']) next.delete(name);
    if (cursor) next.set('suite', cursor);
    return `?${next}`;
  };
  return {
    items: page.items,
    decided,
    department,
    waiting: await countLikenesses(ctx.db),
    done: get('fait'),
    next: page.next ? link(page.next) : null,
    first: get('suite') ? link(null) : null,
  };
});

export const action = guard('places.write', async ({ ctx, actor, request, url }) => {
  const form = await request.formData();
  const id = String(form.get('pair') ?? '');
  const parsed = likenessAnswer.safeParse({
    decision: form.get('decision'),
    keep: form.get('keep') ?? undefined,
  });
  if (!parsed.success)
    return data({ errors: [{ field: 'form', code: 'choose-one' }] }, { status: 422 });
  const scope = authorize(actor, 'places.write');
  if (!scope) return data({ errors: [{ field: 'form', code: 'out-of-scope' }] }, { status: 409 });
  const answer = parsed.data;
  const done =
    answer.decision === 'undo'
      ? await undoLikeness(ctx, scope, id)
      : await decideLikeness(
          ctx,
          scope,
          id,
          answer.decision === 'same' ? { same: true, keep: answer.keep } : { same: false },
        );
  if (!done.ok)
    return data(
      { errors: [done.failure] },
      { status: done.failure.code === 'not-found' ? 404 : 409 },
    );
  const next = new URLSearchParams(url.searchParams);
  next.delete('suite');
  next.set('fait', answer.decision === 'undo' ? 'annule' : '1');
  throw redirect(`/lieux/doublons?${next}`);
});

export default function Duplicates({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const p = useText({ fr: placesFr, en: placesEn });
  const locale = useLocale();
  const { items, decided, department, waiting, done, next, first } = loaderData;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        crumbs={[{ label: p.title, to: '/lieux' }]}
        over={<span className="tag">{t.waiting(waiting, formatNumber(locale, waiting))}</span>}
      />
      {done && !actionData ? (
        <Notice tone="ok" title={done === '1' ? t.done : t.undone} live />
      ) : null}
      <ErrorSummary errors={actionData?.errors} labels={{}} />
      <nav aria-label={t.title} className="mb-4 flex flex-wrap gap-2">
        <Link className="tab" to="/lieux/doublons" aria-current={decided ? undefined : 'page'}>
          {t.open}
        </Link>
        <Link
          className="tab"
          to="/lieux/doublons?decidees=1"
          aria-current={decided ? 'page' : undefined}
        >
          {t.decided}
        </Link>
      </nav>
      <SearchForm columns="sm:grid-cols-[1fr_auto]">
        <TextField name="departement" label={t.department} defaultValue={department} required />
        {decided ? <input type="hidden" name="decidees" value="1" /> : null}
        <button type="submit" className="btn btn-quiet">
          {t.filter}
        </button>
      </SearchForm>
      {items.length === 0 ? (
        <EmptyState title={decided ? t.noneDecided : t.none}>
          {decided ? null : t.noneHint}
        </EmptyState>
      ) : (
        <ul className="grid gap-6">
          {items.map((pair) => (
            <Pair key={pair.id} pair={pair} />
          ))}
        </ul>
      )}
      <Pager next={next} first={first} />
    </>
  );
}

function Pair({ pair }: { pair: Likeness }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { a, b, distance, score } = pair;
  const kept = pair.keptId === a.id ? a : b;
  return (
    <li className="card">
      <h2 className="text-lg">{t.pair(a.name, b.name)}</h2>
      <p className="hint mb-3">
        {distance === null ? t.noDistance : t.metres(formatNumber(locale, distance))} ·{' '}
        {t.alike(formatShare(locale, score))}
      </p>
      <div className="grid gap-4 md:grid-cols-2">
        {[a, b].map((place) => (
          <Side key={place.id} place={place} other={place === a ? b : a} pair={pair} />
        ))}
      </div>
      <Form method="post" className="mt-4 flex flex-wrap items-center gap-3">
        <input type="hidden" name="pair" value={pair.id} />
        {pair.decision === null ? (
          <button
            type="submit"
            className="btn btn-quiet"
            name="decision"
            value="different"
            aria-label={t.differentNamed(a.name, b.name)}
          >
            {t.different}
          </button>
        ) : (
          <>
            <strong>{pair.decision === 'same' ? t.saidSame(kept.name) : t.saidDifferent}</strong>
            <button
              type="submit"
              className="btn btn-quiet"
              name="decision"
              value="undo"
              aria-label={t.undoNamed(a.name, b.name)}
            >
              {t.undo}
            </button>
          </>
        )}
      </Form>
    </li>
  );
}

function Side({ place, other, pair }: { place: AlikePlace; other: AlikePlace; pair: Likeness }) {
  const t = useText({ fr, en });
  const kinds = useText({ fr: placesFr, en: placesEn }).kinds;
  const facts = (one: AlikePlace): readonly (readonly [string, string])[] => [
    [t.kind, kinds[one.kind] ?? one.kind],
    [t.source, t.sources[one.source] ?? one.source],
    [t.address, `${one.address}, ${one.postalCode} ${one.communeName}`],
    [t.phone, one.phone ?? ''],
    [t.website, one.website ?? ''],
    [t.hours, writeOpeningHours(one.hours)],
    [t.pivot, one.pivot ?? ''],
    [t.sheet, one.mediated ? t.yes : t.no],
  ];
  const theirs = new Map(facts(other));
  return (
    <div className="rounded border border-line p-3">
      <h3>
        <Link to={`/lieux/${place.id}`}>{place.name}</Link>
      </h3>
      <dl className="mt-2 grid gap-1">
        {facts(place).map(([label, value]) =>
          value === '' && theirs.get(label) === '' ? null : (
            <div key={label} className="break-words">
              <dt className="hint inline">{label} : </dt>
              <dd className="inline">{value || '—'}</dd>
            </div>
          ),
        )}
      </dl>
      {pair.decision === null ? (
        <Form method="post" className="mt-3">
          <input type="hidden" name="pair" value={pair.id} />
          <input type="hidden" name="keep" value={place.id} />
          <button
            type="submit"
            className="btn"
            name="decision"
            value="same"
            aria-label={t.keepNamed(place.name, t.sources[place.source] ?? place.source)}
          >
            {t.keep}
          </button>
        </Form>
      ) : null}
    </div>
  );
}
