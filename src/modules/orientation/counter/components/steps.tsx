/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ACCESS_NEEDS, type AccessNeed } from '../../../alliance/public.ts';
import { DIFFICULTIES, type Difficulty, WISHES, type Wish } from '../../domain.ts';
import type { Proposal } from '../../proposals/domain.ts';
import { Picture } from './pictures.tsx';
import { type Locale, sayKm, sayPrice, sayWhen, titleOf, type Words } from './words.ts';

/** A screen: its title takes the focus, so that a screen reader says where one is. */
export function Screen({ title, children }: { title: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another title is another screen
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <main>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  );
}

export function DifficultyStep({
  words,
  onChoose,
}: {
  words: Words;
  onChoose: (one: Difficulty) => void;
}) {
  return (
    <Screen title={words.start}>
      <div class="choices">
        {DIFFICULTIES.map((one) => (
          <button key={one} type="button" class="choice" onClick={() => onChoose(one)}>
            <Picture of={one} />
            {words.difficulties[one]}
          </button>
        ))}
      </div>
    </Screen>
  );
}

export function WishStep({
  words,
  access,
  onAccess,
  onChoose,
}: {
  words: Words;
  access: readonly AccessNeed[];
  onAccess: (needs: readonly AccessNeed[]) => void;
  onChoose: (one: Wish) => void;
}) {
  const toggle = (need: AccessNeed): void =>
    onAccess(access.includes(need) ? access.filter((one) => one !== need) : [...access, need]);
  return (
    <Screen title={words.wishTitle}>
      <details class="needs" open={access.length > 0}>
        <summary>{words.accessTitle}</summary>
        <fieldset>
          <legend class="hidden">{words.accessTitle}</legend>
          {ACCESS_NEEDS.map((need) => (
            <label key={need} class="need">
              <input
                type="checkbox"
                checked={access.includes(need)}
                onChange={() => toggle(need)}
              />
              {words.access[need]}
            </label>
          ))}
        </fieldset>
      </details>
      <div class="choices">
        {WISHES.map((one) => (
          <button key={one} type="button" class="choice" onClick={() => onChoose(one)}>
            <Picture of={one} />
            {words.wishes[one]}
          </button>
        ))}
      </div>
    </Screen>
  );
}

export function ProposalStep({
  words,
  locale,
  proposals,
  looking,
  address,
  onChoose,
}: {
  words: Words;
  locale: Locale;
  /** Null where the device has nothing to propose from. */
  proposals: readonly Proposal[] | null;
  looking: boolean;
  address: string;
  onChoose: (one: Proposal) => void;
}) {
  return (
    <Screen title={words.proposals}>
      <p role="status">{looking ? words.looking : ''}</p>
      {proposals?.length === 0 ? (
        <>
          <p class="none">{words.none}</p>
          <p>
            {words.noneHint} <strong>{address.replace(/^https?:\/\//, '')}/aide</strong>
          </p>
        </>
      ) : null}
      <ol class="proposals">
        {proposals?.map((one) => (
          <li key={one.offer.key}>
            <ProposalCard words={words} locale={locale} proposal={one} />
            <button
              type="button"
              class="big"
              aria-label={`${words.choose} : ${titleOf(locale, one.offer)}`}
              onClick={() => onChoose(one)}
            >
              {words.choose}
            </button>
          </li>
        ))}
      </ol>
    </Screen>
  );
}

function ProposalCard({
  words,
  locale,
  proposal: { offer, km, unsure },
}: {
  words: Words;
  locale: Locale;
  proposal: Proposal;
}) {
  const price = sayPrice(locale, offer.priceCents);
  const left =
    offer.left === null
      ? null
      : offer.kind === 'equipment'
        ? words.items(offer.left)
        : words.left(offer.left);
  return (
    <div class="proposal">
      <p class="kind">{words.kinds[offer.kind]}</p>
      <h2>{titleOf(locale, offer)}</h2>
      <p class="when">
        {offer.startsAt ? sayWhen(locale, offer.startsAt, offer.endsAt) : words.anyTime}
      </p>
      <p>
        {offer.placeName === offer.title ? '' : `${offer.placeName}, `}
        {offer.communeName}
        {km === null ? '' : ` · ${km < 0.05 ? words.here : words.km(sayKm(locale, km))}`}
      </p>
      <p class="tags">
        {left ? <span>{left}</span> : null}
        {price ? <span>{price}</span> : null}
      </p>
      {unsure.length > 0 ? (
        <p class="unsure">
          {words.unsure} {unsure.map((need) => words.access[need]).join(', ')}
          {offer.phone ? ` · ${offer.phone}` : ''}
        </p>
      ) : null}
    </div>
  );
}
