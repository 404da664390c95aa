import type { MouseEvent, ReactNode } from 'react';

/**
 * A link to a part of the same page. The router takes a changed address for a navigation and
 * forgets the answer to the form that was sent, and with it the problems and what was typed: so
 * the part is focused in place. Without JavaScript it is a link like any other.
 */
export function JumpLink({
  to,
  className,
  children,
}: {
  /** The id of the part. */
  readonly to: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const jump = (event: MouseEvent): void => {
    const part = document.getElementById(to);
    if (!part) return;
    event.preventDefault();
    part.scrollIntoView();
    part.focus({ preventScroll: true });
    // A group that cannot take the focus itself gives it to its first control.
    if (document.activeElement !== part)
      part.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
  };
  return (
    <a href={`#${to}`} className={className} onClick={jump}>
      {children}
    </a>
  );
}
