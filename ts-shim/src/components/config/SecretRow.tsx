import { IconButton, Input, SecretInput, Stack } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { Note } from '../shared/Note';
import { type NumberedSecret } from './numberedSecrets';

interface Props {
  id: string;
  entry: NumberedSecret;
  /** What an entry is called in labels: “header 2”. */
  label: string;
  namePlaceholder: string;
  /** What is wrong with the name, or what to do about the value. */
  note?: string;
  onName: (name: string) => void;
  onValue: (value: string) => void;
  onReset: () => void;
  onRemove: () => void;
  /** Further controls before the one that removes the row. */
  children?: ReactNode;
}

/** A name and its secret value. While the value is stored, the name is fixed: a secret is never sent under another. */
export function SecretRow(props: Props) {
  const { id, entry, label, namePlaceholder, note, onName, onValue, onReset, onRemove, children } = props;
  return (
    <div role="group" aria-label={capitalised(label)}>
      <Stack gap={0.5} alignItems="center" wrap="wrap">
        <Input
          id={`${id}-name`}
          aria-label={`Name of ${label}`}
          width={28}
          value={entry.name}
          placeholder={namePlaceholder}
          readOnly={entry.stored}
          title={entry.stored ? 'Reset the value to change the name.' : undefined}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onName(event.currentTarget.value)}
        />
        <SecretInput
          id={`${id}-value`}
          aria-label={`Value of ${label}`}
          width={36}
          value={entry.typed}
          placeholder="secret value"
          isConfigured={entry.stored}
          // Keeps browsers from filling in somebody's password.
          autoComplete="new-password"
          onChange={(event) => onValue(event.currentTarget.value)}
          onReset={onReset}
        />
        {children}
        <IconButton name="trash-alt" aria-label={`Remove ${label}`} onClick={onRemove} />
      </Stack>
      {note && <Note tone="warning">{note}</Note>}
    </div>
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
