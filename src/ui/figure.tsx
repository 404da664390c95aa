import type { ReactNode } from 'react';

/** One figure: its number, what it counts, and what it is made of (a link). */
export function Figure({
  value,
  label,
  children,
  className = '',
}: {
  value: string;
  label: ReactNode;
  children?: ReactNode;
  className?: string;
}) {
  return (
    <div className={`card ${className}`}>
      <p className="big-number">{value}</p>
      <p className="font-semibold">{label}</p>
      {children ? <div className="mt-2 text-[0.94rem] text-muted">{children}</div> : null}
    </div>
  );
}

/** A bar whose length is a share from 0 to 1; the number stands beside it in words. */
export function Bar({ share, className = '' }: { share: number; className?: string }) {
  const percent = Math.max(0, Math.min(100, share * 100));
  return (
    <div className={`bar ${className}`} aria-hidden="true">
      <span style={{ width: `${percent.toFixed(1)}%` }} />
    </div>
  );
}
