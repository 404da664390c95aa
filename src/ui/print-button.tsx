import { useEffect, useState } from 'react';

/** Prints the page; without JavaScript the browser's own menu does it, so the button stays away. */
export function PrintButton({ label }: { label: string }) {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  return ready ? (
    <button type="button" className="btn no-print" onClick={() => window.print()}>
      {label}
    </button>
  ) : null;
}
