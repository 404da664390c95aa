import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { FieldError } from '../platform/http/forms.ts';
import { Field } from './form.tsx';
import { useText } from './locale.tsx';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

/** One thing that can be picked. `href` is followed when the box is a search. */
export interface Suggestion {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly href?: string;
}

const WAIT_MS = 120;

/** Fetches suggestions a moment after the last key; an older answer never replaces a newer one. */
function useSuggestions(
  source: string,
  typed: string,
  open: boolean,
): { items: Suggestion[]; busy: boolean } {
  const [items, setItems] = useState<Suggestion[]>([]);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!open || typed.trim().length < 2) {
      setItems([]);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      setBusy(true);
      fetch(`${source}${source.includes('?') ? '&' : '?'}q=${encodeURIComponent(typed)}`, {
        signal: abort.signal,
        headers: { accept: 'application/json' },
      })
        .then((answer) => (answer.ok ? (answer.json() as Promise<Suggestion[]>) : []))
        .then((found) => {
          setItems(found);
          setBusy(false);
        })
        .catch(() => setBusy(false));
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [source, typed, open]);
  return { items, busy };
}

/**
 * A text box with a list of suggestions (WAI-ARIA combobox with a listbox). Arrow keys move,
 * Enter picks, Escape closes. Without JavaScript it is a plain text box whose words the server
 * looks up.
 */
function Combobox({
  control,
  source,
  initial,
  onPick,
  onType,
  placeholder,
  label,
}: {
  control: Record<string, unknown> & { id: string; name: string };
  source: string;
  initial: string;
  onPick: (picked: Suggestion) => void;
  onType: (typed: string) => void;
  placeholder?: string;
  label?: string;
}) {
  const t = useText({ fr, en });
  const list = useId();
  const [typed, setTyped] = useState(initial);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const { items, busy } = useSuggestions(source, typed, open);
  const shown = open && typed.trim().length >= 2;

  const pick = (item: Suggestion): void => {
    setTyped(item.label);
    setOpen(false);
    setActive(-1);
    onPick(item);
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setOpen(false);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (items.length > 0) setActive((active + step + items.length) % items.length);
    }
    const chosen = items[active];
    if (event.key === 'Enter' && shown && chosen) {
      event.preventDefault();
      pick(chosen);
    }
  };

  return (
    <div className="relative min-w-0 flex-1">
      <input
        {...control}
        ref={input}
        className="input"
        role="combobox"
        aria-label={label}
        aria-expanded={shown && items.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
        autoComplete="off"
        placeholder={placeholder}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(true);
          setActive(-1);
          onType(event.target.value);
        }}
        onKeyDown={keys}
        onBlur={() => setTimeout(() => setOpen(false), 150)}
      />
      <div
        role="listbox"
        id={list}
        aria-label={label ?? t.choose}
        hidden={!shown || items.length === 0}
        className="card absolute inset-x-0 top-full z-10 mt-1 max-h-80 overflow-y-auto p-1 shadow-lg"
      >
        {items.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works from the text box
          <div
            key={item.id}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={`cursor-pointer rounded px-3 py-2 ${index === active ? 'bg-sunken' : ''}`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(item)}
          >
            <span className="font-semibold">{item.label}</span>
            {item.detail ? <span className="hint block">{item.detail}</span> : null}
          </div>
        ))}
      </div>
      <p role="status" className={shown && !busy && items.length === 0 ? 'hint mt-1' : 'sr-only'}>
        {shown ? (busy ? t.searching : items.length === 0 ? t.noResult : String(items.length)) : ''}
      </p>
    </div>
  );
}

/**
 * Picks one record. The form carries its id under `name` and the words under `name` + `Text`; the
 * server looks the words up when there is no id.
 */
export function SuggestField({
  name,
  label,
  hint,
  errors,
  required,
  source,
  defaultId = '',
  defaultText = '',
}: {
  name: string;
  label: string;
  hint?: string;
  errors?: readonly FieldError[] | undefined;
  required?: boolean;
  source: string;
  defaultId?: string;
  defaultText?: string;
}) {
  const [id, setId] = useState(defaultId);
  return (
    <Field name={name} label={label} hint={hint} errors={errors} required={required ?? false}>
      {(control) => (
        <>
          <input type="hidden" name={name} value={id} />
          <Combobox
            control={{ ...control, name: `${name}Text` }}
            source={source}
            initial={defaultText}
            onPick={(picked) => setId(picked.id)}
            onType={() => setId('')}
          />
        </>
      )}
    </Field>
  );
}

/** The search of the header: picking goes to the record, Enter without a pick to the results. */
export function SearchBox({
  source,
  label,
  onGo,
}: {
  source: string;
  label: string;
  onGo: (href: string) => void;
}) {
  return (
    <Combobox
      control={{ id: 'recherche', name: 'q', type: 'search' }}
      source={source}
      initial=""
      label={label}
      placeholder={label}
      onPick={(picked) => picked.href && onGo(picked.href)}
      onType={() => undefined}
    />
  );
}
