import { Histogram } from 'prom-client';

/** Which of the programs elsewhere is spoken to. */
export type OutgoingKind = 'webhook' | 'sms' | 'mail' | 'directory' | 'coop' | 'identity';

/**
 * Duration of every exchange with a program elsewhere, by how it ended: `ok`, `http-4xx`,
 * `http-5xx`, `refused`, `timeout`, `unreachable`, `private`, `too-large`, `stopped`. One for the
 * process: exchanges start in many places, and what answers `/metrics` registers it.
 */
export const outgoingSeconds = new Histogram({
  name: 'maillage_outgoing_seconds',
  help: 'Duration of exchanges with programs elsewhere in seconds',
  labelNames: ['kind', 'outcome'],
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30],
  registers: [],
});

/** Starts to measure an exchange; gives what to call when it has ended. */
export function measureOutgoing(kind: OutgoingKind): (outcome: string) => void {
  const started = performance.now();
  return (outcome) =>
    outgoingSeconds.observe({ kind, outcome }, (performance.now() - started) / 1000);
}
