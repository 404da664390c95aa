import type { ReactNode } from 'react';
import { Form } from 'react-router';
import { useText } from './locale.tsx';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

/** The form that narrows what a page shows; its fields go into the address. */
export function SearchForm({
  columns,
  action,
  children,
}: {
  /** Classes of the grid's columns. */
  columns: string;
  /** The page that answers; default the same one. */
  action?: string;
  children: ReactNode;
}) {
  const t = useText({ fr, en });
  return (
    <Form
      role="search"
      aria-label={t.searchHere}
      action={action}
      className={`card mb-6 grid items-end gap-4 ${columns}`}
    >
      {children}
    </Form>
  );
}
