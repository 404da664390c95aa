import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { FieldError } from '../platform/http/forms.ts';
import { ErrorText } from './error-text.tsx';
import { errorOf } from './form.tsx';

/** The field that is drawn in, in its own units. */
const WIDTH = 600;
const HEIGHT = 300;

type Stroke = readonly (readonly [x: number, y: number])[];

/** Lines of a signature as the path of an SVG. */
function pathOf(strokes: readonly Stroke[]): string {
  return strokes
    .map((points) => {
      const [first] = points;
      if (!first) return '';
      // A dot is a line of no length, which is drawn only when it goes somewhere.
      const rest = points.length > 1 ? points.slice(1) : [[first[0] + 1, first[1]] as const];
      return `M${first[0]} ${first[1]}${rest.map(([x, y]) => `L${x} ${y}`).join('')}`;
    })
    .join('');
}

/** A signature that was drawn before. */
export function SignatureView({ strokes, label }: { strokes: readonly Stroke[]; label: string }) {
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
      className="h-auto w-full max-w-md"
    >
      <path
        d={pathOf(strokes)}
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/**
 * A field to sign in with a finger, a pen or a mouse. It sends its lines as JSON. It cannot be used
 * with a keyboard, so whoever shows it offers another way to agree beside it; without JavaScript it
 * stays away and only that other way is left.
 */
export function SignaturePad({
  name,
  label,
  hint,
  clear,
  errors,
}: {
  name: string;
  label: string;
  hint: string;
  /** Words of the button that begins anew. */
  clear: string;
  errors: readonly FieldError[] | undefined;
}) {
  const [ready, setReady] = useState(false);
  const [strokes, setStrokes] = useState<Stroke[]>([]);
  const drawing = useRef(false);
  useEffect(() => setReady(true), []);
  const error = errorOf(errors, name);

  const pointOf = (event: PointerEvent<SVGSVGElement>): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value)));
    return [
      within(((event.clientX - box.left) / box.width) * WIDTH, WIDTH),
      within(((event.clientY - box.top) / box.height) * HEIGHT, HEIGHT),
    ];
  };
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    drawing.current = true;
    event.currentTarget.setPointerCapture(event.pointerId);
    const point = pointOf(event);
    setStrokes((before) => [...before, [point]]);
  };
  const go = (event: PointerEvent<SVGSVGElement>): void => {
    if (!drawing.current) return;
    const point = pointOf(event);
    setStrokes((before) => {
      const last = before.at(-1) ?? [];
      const [x, y] = last.at(-1) ?? [-1, -1];
      if (x === point[0] && y === point[1]) return before;
      return [...before.slice(0, -1), [...last, point]];
    });
  };
  const end = (): void => {
    drawing.current = false;
  };

  if (!ready) return null;
  return (
    <div id={`field-${name}`} tabIndex={-1} className={error ? 'field field-error' : 'field'}>
      <p className="font-semibold">{label}</p>
      <p className="hint">{hint}</p>
      <input type="hidden" name={name} value={strokes.length > 0 ? JSON.stringify(strokes) : ''} />
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={label}
        className="input h-auto w-full max-w-2xl touch-none p-0"
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <line
          x1="30"
          x2={WIDTH - 30}
          y1="240"
          y2="240"
          stroke="currentColor"
          strokeOpacity="0.4"
          strokeDasharray="4 6"
        />
        <path
          d={pathOf(strokes)}
          fill="none"
          stroke="currentColor"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {error ? (
        <p className="error-text">
          <ErrorText code={error.code} />
        </p>
      ) : null}
      <div>
        <button type="button" className="btn btn-quiet btn-small" onClick={() => setStrokes([])}>
          {clear}
        </button>
      </div>
    </div>
  );
}
