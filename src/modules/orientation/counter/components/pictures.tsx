/** @jsxImportSource preact */
import type { Difficulty, Wish } from '../../domain.ts';

/** Simple line drawings, one idea each; the words beside them say the same. */
const PATHS: Readonly<Record<Difficulty | Wish, string>> = {
  procedures: 'M12 4h18l8 8v32H12zM30 4v8h8M18 22h14M18 29h14M18 36h8',
  device: 'M16 4h16v40H16zM16 10h16M16 36h16M23 40h2',
  internet:
    'M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38zM5 24h38M24 5c-12 10-12 28 0 38M24 5c12 10 12 28 0 38',
  messages: 'M5 11h38v26H5zM5 12l19 15 19-15',
  banking: 'M5 12h38v24H5zM5 19h38M10 29h10',
  safety: 'M24 4l16 6v12c0 11-7 18-16 22C15 40 8 33 8 22V10zM24 15v11M24 32v1',
  work: 'M6 15h36v25H6zM17 15V8h14v7M6 26h36M22 26v4h4v-4',
  equipment: 'M6 10h36v22H6zM2 38h44M18 16l12 10M30 16L18 26',
  group:
    'M16 20a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM32 20a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM5 40c0-9 5-14 11-14s8 3 8 6c0-3 2-6 8-6s11 5 11 14z',
  'one-to-one':
    'M15 18a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM5 40c0-10 4-16 10-16s10 6 10 16M36 22a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM28 40c0-8 3-13 8-13s8 5 8 13',
  soon: 'M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38zM24 12v12l8 6',
  near: 'M24 44S9 28 9 18a15 15 0 0 1 30 0c0 10-15 26-15 26zM24 23a5 5 0 1 0 0-10 5 5 0 0 0 0 10z',
};

export function Picture({ of }: { of: Difficulty | Wish }) {
  return (
    <svg class="picture" viewBox="0 0 48 48" aria-hidden="true">
      <path
        d={PATHS[of]}
        fill="none"
        stroke="currentColor"
        stroke-width="2.5"
        stroke-linejoin="round"
        stroke-linecap="round"
      />
    </svg>
  );
}
