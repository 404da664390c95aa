import type { ReactNode } from 'react';
import { isWebAddress } from '../platform/http/web-address.ts';

/**
 * A link to a page that somebody typed the address of. What is no address of the web, kept before
 * that was asked, is read as text: nothing to press.
 */
export function WebLink({
  to,
  className,
  children,
}: {
  readonly to: string;
  readonly className?: string;
  readonly children?: ReactNode;
}) {
  if (!isWebAddress(to)) return <span className="wrap-anywhere">{to}</span>;
  return (
    <a href={to} rel="noreferrer" className={className}>
      {children ?? to}
    </a>
  );
}
