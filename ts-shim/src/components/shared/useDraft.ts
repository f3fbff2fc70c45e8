import { type ChangeEvent, type KeyboardEvent, useState } from 'react';

/** What happens to text while and after it is typed. */
export interface DraftHandlers {
  /** At each key press. */
  onDraft?: (text: string) => void;
  /** When the input is left with another text than it had, and at each Enter. */
  onCommit?: (text: string) => void;
  /** Enter starts a new line; Ctrl or Cmd with Enter commits. */
  multiline?: boolean;
}

/** An input's props and whether it is being edited. */
export interface Draft<E extends HTMLInputElement | HTMLTextAreaElement> {
  /** The text as it stands in the input. */
  text: string;
  /** Something was typed that is not committed yet. */
  editing: boolean;
  /** Commits another text in place of what is typed. */
  accept: (text: string) => void;
  inputProps: {
    value: string;
    onChange: (event: ChangeEvent<E>) => void;
    onBlur: () => void;
    onKeyDown: (event: KeyboardEvent<E>) => void;
  };
}

/**
 * Keeps what is typed until it is committed, so that a query isn't run at each key press and a saved form that differs
 * from the typed one (an address's scheme, a list split at commas) doesn't change text under the cursor.
 */
export function useDraft<E extends HTMLInputElement | HTMLTextAreaElement>(
  value: string,
  { onDraft, onCommit, multiline = false }: DraftHandlers
): Draft<E> {
  const [draft, setDraft] = useState<string>();
  const text = draft ?? value;
  const accept = (accepted: string) => {
    setDraft(undefined);
    onCommit?.(accepted);
  };
  return {
    text,
    editing: draft !== undefined,
    accept,
    inputProps: {
      value: text,
      onChange: (event) => {
        setDraft(event.target.value);
        onDraft?.(event.target.value);
      },
      onBlur: () => {
        setDraft(undefined);
        if (text !== value) {
          onCommit?.(text);
        }
      },
      onKeyDown: (event) => {
        const wanted = multiline ? event.ctrlKey || event.metaKey : true;
        // An input method's Enter accepts a suggestion: the text isn't finished.
        if (event.key === 'Enter' && wanted && !event.nativeEvent.isComposing) {
          accept(text);
        }
      },
    },
  };
}
