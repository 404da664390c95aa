/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Channel } from '../../domain.ts';
import type { Proposal } from '../../proposals/domain.ts';
import type { Kept } from './device.ts';
import { Qr, Sketch } from './sketch.tsx';
import { Screen } from './steps.tsx';
import { type Locale, sayPrice, sayWhen, titleOf, type Words, wordsOf } from './words.ts';

export interface Contact {
  readonly phone: string | null;
  readonly email: string | null;
}

/** What the person takes along: on paper, or by message. */
export function SlipStep({
  words,
  proposal,
  place,
  code,
  address,
  said,
  locale,
  onLocale,
  onChannel,
  onUndo,
  onNext,
  waiting,
}: {
  words: Words;
  proposal: Proposal;
  place: Kept['place'];
  code: string;
  address: string;
  /** What the counter should know: kept, sent, or a problem. */
  said: string;
  locale: Locale;
  onLocale: (locale: Locale) => void;
  onChannel: (channel: Channel, contact: Contact | null) => void;
  /** Takes the orientation back; null while the server has not answered. */
  onUndo: (() => void) | null;
  onNext: () => void;
  /** No seat yet: the paper says so. */
  waiting: boolean;
}) {
  const [asking, setAsking] = useState<'sms' | 'email' | null>(null);
  return (
    <Screen title={words.slipTitle}>
      <div class="screen-only">
        <p class="said" role="status">
          {said}
        </p>
        <div class="acts">
          <button
            type="button"
            class="big"
            onClick={() => {
              onChannel('print', null);
              print();
            }}
          >
            {words.print}
          </button>
          <button
            type="button"
            class="quiet"
            aria-expanded={asking === 'sms'}
            onClick={() => setAsking('sms')}
          >
            {words.sms}
          </button>
          <button
            type="button"
            class="quiet"
            aria-expanded={asking === 'email'}
            onClick={() => setAsking('email')}
          >
            {words.email}
          </button>
          <button type="button" class="quiet" onClick={onNext}>
            {words.again}
          </button>
          {onUndo ? (
            <button type="button" class="quiet" onClick={onUndo}>
              {words.undo}
            </button>
          ) : null}
        </div>
        {asking ? (
          <ContactForm
            key={asking}
            kind={asking}
            words={words}
            onSend={(contact) => {
              onChannel(asking, contact);
              setAsking(null);
            }}
          />
        ) : null}
        <p class="languages">
          {words.language} :{' '}
          {(['fr', 'en'] as const).map((one) => (
            <button
              key={one}
              type="button"
              class="small"
              aria-pressed={locale === one}
              lang={one}
              onClick={() => onLocale(one)}
            >
              {words.languages[one]}
            </button>
          ))}
        </p>
      </div>
      <Paper
        words={wordsOf(locale)}
        locale={locale}
        proposal={proposal}
        place={place}
        code={code}
        address={address}
        waiting={waiting}
      />
    </Screen>
  );
}

/** The slip itself, as it is printed: large, short, plain. */
function Paper({
  words,
  locale,
  proposal: { offer },
  place,
  code,
  address,
  waiting,
}: {
  words: Words;
  locale: Locale;
  waiting: boolean;
  proposal: Proposal;
  place: Kept['place'];
  code: string;
  address: string;
}) {
  const known = (one: { latitude: number | null; longitude: number | null }) =>
    one.latitude !== null && one.longitude !== null
      ? { latitude: one.latitude, longitude: one.longitude }
      : null;
  const [from, to] = [known(place), known(offer)];
  const page = `${address}/suite/${code}`;
  return (
    <article class="paper" lang={locale} aria-label={words.slipTitle}>
      <p class="paper-title">{words.slipTitle}</p>
      <p class="paper-what">{titleOf(locale, offer)}</p>
      {offer.kind === 'equipment' ? <p>{sayPrice(locale, offer.priceCents)}</p> : null}
      {waiting ? <p class="paper-title">{words.waitingPaper}</p> : null}
      <p class="label">{words.when}</p>
      <p>{offer.startsAt ? sayWhen(locale, offer.startsAt, offer.endsAt) : words.anyTime}</p>
      <p class="label">{words.where}</p>
      <p>
        {offer.placeName}
        <br />
        {offer.address ? `${offer.address}, ` : ''}
        {offer.postalCode} {offer.communeName}
      </p>
      {offer.phone ? (
        <p>
          {words.phone} : {offer.phone}
        </p>
      ) : null}
      {from && to ? (
        <Sketch from={from} to={to} name={offer.communeName} words={words} locale={locale} />
      ) : null}
      <p class="label">{words.code}</p>
      <p class="code">{code}</p>
      <p>{words.show}</p>
      <Qr text={page} label={words.qr} />
      <p class="small">
        {words.see}
        <br />
        {page.replace(/^https?:\/\//, '')}
      </p>
    </article>
  );
}

const TEL = { type: 'tel', inputMode: 'tel' } as const;
const EMAIL = { type: 'email', inputMode: 'email' } as const;

function ContactForm({
  kind,
  words,
  onSend,
}: {
  kind: 'sms' | 'email';
  words: Words;
  onSend: (contact: Contact) => void;
}) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const sms = kind === 'sms';
  const submit = (event: Event): void => {
    event.preventDefault();
    const text = typed.trim();
    const digits = text.replace(/[\s.()-]/g, '').replace(/^(\+33|0033)0?/, '0');
    const right = sms
      ? /^0[67]\d{8}$/.test(digits) || /^\+(262|590|594|596)\d{9}$/.test(digits)
      : /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text);
    if (!right) {
      setWrong(sms ? words.badNumber : words.badAddress);
      return;
    }
    onSend(sms ? { phone: text, email: null } : { phone: null, email: text });
  };
  return (
    <form class="contact" onSubmit={submit} noValidate>
      <label for="contact">{sms ? words.number : words.address}</label>
      <p id="contact-hint" class="hint">
        {sms ? words.numberHint : words.addressHint}
      </p>
      <p id="contact-wrong" class="wrong" role="alert">
        {wrong}
      </p>
      <input
        id="contact"
        ref={field}
        {...(sms ? TEL : EMAIL)}
        autocomplete="off"
        aria-describedby="contact-hint contact-wrong"
        aria-invalid={wrong !== ''}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <button type="submit" class="big">
        {words.send}
      </button>
    </form>
  );
}
