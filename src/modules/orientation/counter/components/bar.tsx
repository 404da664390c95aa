/** @jsxImportSource preact */
import type { Drained } from '../domain.ts';
import type { Kept, Stuck } from './device.ts';
import type { Words } from './words.ts';

const HOUR_MS = 3_600_000;
/** A clock that is off by less disturbs nobody. */
const CLOCK_MS = 5 * 60_000;
/** Proposals older than this are said to be old. */
const OLD_MS = 4 * HOUR_MS;

/** What the counter should know without asking: where it is, what waits, what is wrong. */
export function Bar({
  words,
  kept,
  looking,
  waiting,
  drained,
  stuck,
  clockMs,
  placeId,
  onBack,
  onLock,
  onRemove,
}: {
  words: Words;
  kept: Kept | null;
  /** What is nearby is being asked for: nothing is missing yet. */
  looking: boolean;
  waiting: number;
  drained: Drained;
  stuck: readonly Stuck[];
  clockMs: number;
  placeId: string;
  onBack: (() => void) | null;
  onLock: () => void;
  onRemove: (id: string) => void;
}) {
  const age = kept ? Date.now() - kept.deviceNow : 0;
  const news = kept ? words.news(kept.news.given, kept.news.came) : '';
  return (
    <header>
      <p class="line">
        {onBack ? (
          <button type="button" class="small" onClick={onBack}>
            ← {words.back}
          </button>
        ) : null}
        <strong>{kept?.place.name ?? words.title}</strong>
        <span role="status" class={drained === 'empty' ? 'net' : 'net off'}>
          {drained === 'offline' ? words.offline : words.online} · {words.waiting(waiting)}
        </span>
        <button type="button" class="small" onClick={onLock}>
          {words.lock}
        </button>
      </p>
      {news ? (
        <p class="line">
          <span>{news}</span> <a href={`/guichet/nouvelles?lieu=${placeId}`}>{words.newsLink}</a>
        </p>
      ) : null}
      {drained === 'signed-out' ? (
        <p class="warn" role="alert">
          {words.signIn} <a href="/connexion?suite=%2Fguichet">{words.signInLink}</a>
        </p>
      ) : null}
      {drained === 'others-only' ? <p class="warn">{words.elsewhere}</p> : null}
      {kept === null && !looking ? (
        <p class="warn">
          {words.empty} <a href="/guichet/lieu">{words.choosePlace}</a>
        </p>
      ) : null}
      {age > OLD_MS ? <p class="warn">{words.stale(Math.round(age / HOUR_MS))}</p> : null}
      {Math.abs(clockMs) > CLOCK_MS ? (
        <p class="warn">{words.clock(Math.round(Math.abs(clockMs) / 60_000))}</p>
      ) : null}
      {stuck.length > 0 ? (
        <details class="warn">
          <summary>{words.stuck(stuck.length)}</summary>
          <p>{words.stuckHint}</p>
          <ul>
            {stuck.map((one) => (
              <li key={one.id}>
                {one.code} : {words.problems[one.problem] ?? words.problems.other}{' '}
                <button type="button" class="small" onClick={() => onRemove(one.id)}>
                  {words.remove}
                </button>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </header>
  );
}
