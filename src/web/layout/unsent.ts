import { useEffect } from 'react';

/** What is said beside a form that did not go out. */
export interface UnsentWords {
  /** The browser knows that there is no network: nothing left it. */
  readonly offline: string;
  /** The form went out and no answer of use came back: what became of it is not known. */
  readonly unanswered: string;
}

/**
 * Keeps a form as it was typed when the network fails while it is sent, or the server cannot do
 * its part for a moment (503), and says so below it. A
 * failed request would put the page of errors in its place; here it stays under way instead, until
 * the form is sent again or the page is left.
 */
export function useUnsent({ offline, unanswered }: UnsentWords): void {
  useEffect(() => {
    const { fetch } = window;
    let form: HTMLFormElement | null = null;
    const note = document.createElement('p');
    note.className = 'notice notice-error mt-4';
    note.setAttribute('role', 'alert');
    const say = (words: string) => {
      note.textContent = words;
      form?.append(note);
      note.scrollIntoView({ block: 'nearest' });
    };
    const onSubmit = (event: SubmitEvent) => {
      note.remove();
      form = event.target as HTMLFormElement;
      if (navigator.onLine || form.method !== 'post') return;
      event.preventDefault();
      event.stopPropagation();
      say(offline);
    };
    window.fetch = (input, init) => {
      const answer = fetch(input, init);
      if (init?.method !== 'POST' || !form) return answer;
      const wait = (reason: unknown) => {
        say(unanswered);
        return new Promise<never>((_, reject) => {
          init.signal?.addEventListener('abort', () => reject(reason));
        });
      };
      return answer.then(
        (given) => (given.status === 503 ? wait(new Error('unavailable')) : given),
        (error: unknown) => {
          if (!(error instanceof TypeError)) throw error;
          return wait(error);
        },
      );
    };
    window.addEventListener('submit', onSubmit, true);
    return () => {
      window.fetch = fetch;
      window.removeEventListener('submit', onSubmit, true);
      note.remove();
    };
  }, [offline, unanswered]);
}
