import { useId, useState } from 'react';

import { useFocusNext } from '../shared/useFocusNext';
import {
  addSecret,
  closeGap,
  nextNumber,
  type NumberedScheme,
  type NumberedSecret,
  readSecrets,
  type Removal,
  removeSecret,
  renameSecret,
  resetSecret,
  setSecret,
} from './numberedSecrets';
import { type Options, type OptionsChange } from './options';

/** The rows of one kind of numbered secret and what can be done with them. */
export interface NumberedSecrets {
  entries: NumberedSecret[];
  /** The id that a row's controls begin with. */
  rowId: (number: number) => string;
  /** The id for the button that adds a row; it gets the focus when a row goes. */
  addId: string;
  /** What has to be said about an entry's value, if anything. */
  valueNote: (entry: NumberedSecret) => string | undefined;
  /** A number is missing: Grafana does not read what follows. */
  hasGap: boolean;
  add: () => void;
  rename: (number: number, name: string) => void;
  setValue: (number: number, value: string) => void;
  reset: (number: number) => void;
  remove: (number: number) => void;
  closeGap: () => void;
  /** Takes over a removal that was made elsewhere, and asks for the secret it cost. */
  accept: (removal: Removal) => void;
}

/** Edits numbered secrets and remembers whose value has to be typed again because its number changed. */
export function useNumberedSecrets(options: Options, scheme: NumberedScheme, onChange: OptionsChange): NumberedSecrets {
  const id = useId();
  const focusNext = useFocusNext();
  const [moved, setMoved] = useState<string[]>([]);
  const entries = readSecrets(options, scheme);
  const rowId = (number: number) => `${id}-${number}`;
  const addId = `${id}-add`;

  const accept = ({ options: changed, askAgain }: Removal) => {
    if (askAgain) {
      setMoved([...moved, askAgain.name]);
    }
    onChange(changed);
  };

  return {
    entries,
    rowId,
    addId,
    valueNote: (entry) => (entry.stored || entry.typed !== '' ? undefined : noteFor(entry, moved)),
    hasGap: entries.some(({ number }) => number > entries.length),
    add: () => {
      onChange(addSecret(options, scheme));
      focusNext(`${rowId(nextNumber(options, scheme))}-name`);
    },
    rename: (number, name) => onChange(renameSecret(options, scheme, number, name)),
    setValue: (number, value) => {
      // What has been typed again needs no reminder, also not when it is reset later.
      setMoved(moved.filter((name) => entries.every((entry) => entry.number !== number || entry.name !== name)));
      onChange(setSecret(options, scheme, number, value));
    },
    reset: (number) => {
      onChange(resetSecret(options, scheme, number));
      focusNext(`${rowId(number)}-value`);
    },
    remove: (number) => {
      accept(removeSecret(options, scheme, number));
      focusNext(addId);
    },
    closeGap: () => accept(closeGap(options, scheme)),
    accept,
  };
}

function noteFor({ name, number }: NumberedSecret, moved: string[]): string | undefined {
  if (name !== '' && moved.includes(name)) {
    return `Type the value of ${name} again: it has moved to number ${number}, and a stored secret can’t move along.`;
  }
  return name === '' ? undefined : `Type the value of ${name}: none is stored.`;
}
