/** @jsxImportSource preact */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sealEnvelope } from '../../../../platform/access/envelope.ts';
import { type AccessNeed, newCode, REFERRAL_CODE } from '../../../alliance/public.ts';
import type { GivenOutput } from '../../contract.ts';
import type { Channel, Difficulty, Wish } from '../../domain.ts';
import { type Proposal, proposeSteps } from '../../proposals/domain.ts';
import type { Drained, Queued } from '../domain.ts';
import { Bar } from './bar.tsx';
import { device, type Kept, type Pin, type Stuck } from './device.ts';
import { useIdle, useOneTap, useWayBack } from './idle.ts';
import { Lock } from './lock.tsx';
import { type Contact, SlipStep } from './slip.tsx';
import { DifficultyStep, ProposalStep, WishStep } from './steps.tsx';
import { Sync } from './sync.ts';
import { type Locale, wordsOf } from './words.ts';

interface Given {
  readonly proposal: Proposal;
  readonly item: Queued;
}

/** What the server said of the slip on the screen, as it was written at that turn. */
type Answer = GivenOutput & { readonly turn: number };

export interface First {
  readonly pin: Pin | null;
  readonly kept: Kept | null;
  readonly waiting: number;
  readonly stuck: readonly Stuck[];
}

export function App({
  locale,
  serverKey,
  session,
  address,
  placeId,
  first,
}: {
  locale: Locale;
  serverKey: string;
  session: string;
  address: string;
  placeId: string;
  first: First;
}) {
  const words = wordsOf(locale);
  const [pin, setPin] = useState(first.pin);
  const [open, setOpen] = useState(false);
  const [kept, setKept] = useState(first.kept);
  const [waiting, setWaiting] = useState(first.waiting);
  const [stuck, setStuck] = useState(first.stuck);
  const [drained, setDrained] = useState<Drained>(navigator.onLine ? 'empty' : 'offline');
  const [difficulty, setDifficulty] = useState<Difficulty | null>(null);
  const [access, setAccess] = useState<readonly AccessNeed[]>([]);
  const [wish, setWish] = useState<Wish | null>(null);
  const [given, setGiven] = useState<Given | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [slipLocale, setSlipLocale] = useState<Locale>(locale);
  const [full, setFull] = useState(false);
  const [looked, setLooked] = useState(false);
  const shown = useRef<string | null>(null);
  const giving = useRef(false);

  const sync = useMemo(
    () =>
      new Sync(
        placeId,
        (state) => {
          if (state.kept !== undefined) {
            setKept(state.kept);
            setLooked(true);
          }
          if (state.waiting !== undefined) setWaiting(state.waiting);
          if (state.drained !== undefined) setDrained(state.drained);
        },
        (said, turn) => {
          if (said.id === shown.current) setAnswer({ ...said, turn });
          if (said.outcome === 'refused')
            void device().then(async (own) => setStuck(await own.stuck()));
        },
      ),
    [placeId],
  );

  useEffect(() => sync.wake(), [sync]);

  function reset(): void {
    setDifficulty(null);
    setAccess([]);
    setWish(null);
    setGiven(null);
    setAnswer(null);
    setSlipLocale(locale);
    shown.current = null;
  }

  function lock(): void {
    reset();
    setOpen(false);
  }

  const step = given ? 'slip' : wish ? 'proposals' : difficulty ? 'wish' : 'difficulty';
  const back = (): void => {
    if (step === 'slip') reset();
    else if (step === 'proposals') setWish(null);
    else setDifficulty(null);
  };
  useIdle(reset, lock);
  useOneTap();
  useWayBack(step === 'difficulty', back);

  /** The server has not said yet what there is nearby, and can still be asked. */
  const looking = kept === null && placeId !== '' && !looked && drained === 'empty';

  /** How far the device's clock is ahead of the server's, in milliseconds. */
  const ahead = kept ? kept.deviceNow - kept.now : 0;

  const proposals = useMemo(
    () =>
      kept && difficulty && wish
        ? proposeSteps(
            kept.offers,
            { difficulty, wish, access },
            kept.place,
            new Date(Date.now() - ahead),
          )
        : [],
    [kept, difficulty, wish, access, ahead],
  );

  async function write(item: Queued): Promise<void> {
    const own = await device();
    try {
      await own.put(item);
      setFull(false);
    } catch (error) {
      // Nothing is shown as given that the device could not write.
      setFull(true);
      throw error;
    }
    setWaiting(await own.waiting());
    sync.wake();
  }

  async function give(proposal: Proposal): Promise<void> {
    if (!difficulty || !wish || !kept || giving.current) return;
    giving.current = true;
    const { offer } = proposal;
    const item: Queued = {
      id: crypto.randomUUID(),
      code: newCode(REFERRAL_CODE),
      placeId: kept.place.id,
      givenAt: Date.now(),
      difficulty,
      wish,
      access: [...access],
      offerKind: offer.kind,
      hostPlaceId: offer.placeId,
      sessionId: offer.sessionId,
      presenceId: offer.presenceId,
      startsAt: offer.startsAt,
      channel: 'none',
      contact: null,
      wantsEarlier: false,
      locale: slipLocale,
      turn: 1,
    };
    try {
      shown.current = item.id;
      setAnswer(null);
      await write(item);
      setGiven({ proposal, item });
    } catch {
      shown.current = null;
    } finally {
      giving.current = false;
    }
  }

  async function choose(channel: Channel, contact: Contact | null): Promise<void> {
    if (!given) return;
    const item: Queued = {
      ...given.item,
      channel,
      contact: contact ? await sealEnvelope(serverKey, JSON.stringify(contact)) : null,
      locale: slipLocale,
      turn: given.item.turn + 1,
    };
    await write(item);
    // Meanwhile the screen may have been wiped, or have passed to the next person.
    setGiven((now) => (now?.item.id === item.id ? { ...now, item } : now));
  }

  /** A wrong tap: gives back what was just given, by its code, as its holder would. */
  async function undo(code: string | null): Promise<void> {
    const gone = await fetch(`/suite/${code}`, {
      method: 'POST',
      body: new URLSearchParams({ what: 'withdraw' }),
      redirect: 'manual',
      signal: AbortSignal.timeout(8_000),
    }).catch(() => null);
    // The page answers by leading to itself; anything else means that it was not taken back.
    if (gone?.type === 'opaqueredirect') reset();
    else setAnswer((now) => (now ? { ...now, problem: 'undo-failed' } : now));
  }

  if (!open || !pin)
    return (
      <Lock
        pin={pin}
        session={session}
        words={words}
        onOpen={(fresh) => {
          setPin(fresh);
          setOpen(true);
        }}
      />
    );
  return (
    <>
      <Bar
        words={words}
        kept={kept}
        looking={looking}
        waiting={waiting}
        drained={drained}
        stuck={stuck}
        clockMs={ahead}
        placeId={placeId}
        onBack={step === 'wish' || step === 'proposals' ? back : null}
        onLock={lock}
        onRemove={(id) =>
          void device().then(async (own) => {
            await own.unstick(id);
            setStuck(await own.stuck());
          })
        }
      />
      {full ? (
        <p class="warn" role="alert">
          {words.full}
        </p>
      ) : null}
      {step === 'difficulty' ? <DifficultyStep words={words} onChoose={setDifficulty} /> : null}
      {step === 'wish' ? (
        <WishStep words={words} access={access} onAccess={setAccess} onChoose={setWish} />
      ) : null}
      {step === 'proposals' ? (
        <ProposalStep
          words={words}
          locale={locale}
          proposals={kept ? proposals : null}
          looking={looking}
          address={address}
          onChoose={(one) => void give(one)}
        />
      ) : null}
      {given && kept ? (
        <SlipStep
          words={words}
          proposal={given.proposal}
          place={kept.place}
          code={answer?.code ?? given.item.code}
          address={address}
          said={full ? words.full : sayOf(words, answer, drained, given.item)}
          locale={slipLocale}
          onLocale={setSlipLocale}
          onChannel={(channel, contact) => void choose(channel, contact).catch(() => undefined)}
          onUndo={answer?.code && drained === 'empty' ? () => void undo(answer.code) : null}
          onNext={reset}
          waiting={answer?.problem === 'no-seat-left'}
        />
      ) : null}
    </>
  );
}

function sayOf(
  words: ReturnType<typeof wordsOf>,
  answer: Answer | null,
  drained: Drained,
  { channel, turn }: Queued,
): string {
  if (answer?.problem) return words.problems[answer.problem] ?? words.problems.other ?? '';
  const message = channel === 'sms' || channel === 'email';
  // An answer to the slip as it was before says nothing of the message.
  if (answer && answer.turn >= turn) return message ? words.sent : words.saved;
  if (drained === 'empty') return '';
  return message ? words.sentLater : words.savedHere;
}
