import { Fragment, useEffect, useId, useRef } from 'react';
import { Form } from 'react-router';
import type { FieldError } from '../../../platform/http/forms.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { Stage } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** What came of the last move asked on the board, when it was refused. */
export interface CardRefusal {
  readonly id: string;
  readonly to: string;
  readonly reason: string;
  readonly errors: readonly FieldError[];
}

/** Moves a card of the board where it stands: the stage, and why when that is asked for. */
export function CardMove({
  id,
  title,
  next,
  refused,
}: {
  id: string;
  title: string;
  next: readonly Stage[];
  refused: CardRefusal | null;
}) {
  const t = useText({ fr, en });
  const own = useId();
  const problem = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (refused) problem.current?.focus();
  }, [refused]);
  return (
    <details className="mt-2" open={refused !== null}>
      <summary className="text-[0.94rem] font-semibold">
        {t.board.move}
        <span className="sr-only"> : {title}</span>
      </summary>
      <Form method="post" className="mt-2 grid gap-1 text-[0.94rem]" preventScrollReset>
        <input type="hidden" name="id" value={id} />
        {refused ? (
          <p ref={problem} tabIndex={-1} role="alert" className="error-text">
            {refused.errors.map(({ code }) => (
              <Fragment key={code}>
                <ErrorText code={code} />{' '}
              </Fragment>
            ))}
          </p>
        ) : null}
        <label htmlFor={`${own}-to`}>{t.board.to}</label>
        <select id={`${own}-to`} name="to" className="input" defaultValue={refused?.to}>
          {next.map((stage) => (
            <option key={stage} value={stage}>
              {t.moves[stage]}
            </option>
          ))}
        </select>
        <label htmlFor={`${own}-reason`}>{t.page.reason}</label>
        <input
          id={`${own}-reason`}
          name="reason"
          className="input"
          maxLength={1000}
          autoComplete="off"
          aria-describedby={`${own}-hint`}
          defaultValue={refused?.reason ?? ''}
        />
        <p id={`${own}-hint`} className="hint text-[0.88rem]">
          {t.page.reasonHint}
        </p>
        <button type="submit" className="btn btn-quiet">
          {t.page.move}
          <span className="sr-only"> : {title}</span>
        </button>
      </Form>
    </details>
  );
}
