import { Button, Field, Input, Stack } from '@grafana/ui';
import React, { type KeyboardEvent, useState } from 'react';

import { type CloseCode, closeCodeProblem } from './closeCodes';

interface Props {
  /** The input's. */
  id: string;
  codes: CloseCode[];
  onAdd: (code: string) => void;
}

/** Takes a further close code, or says why not. */
export function AddCloseCode({ id, codes, onAdd }: Props) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();

  const add = () => {
    const found = closeCodeProblem(text, codes);
    setProblem(found);
    if (found === undefined) {
      onAdd(String(Number(text)));
      setText('');
    }
    // Where the next code is typed, or this one mended.
    document.getElementById(id)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      // The page's own form would be saved.
      event.preventDefault();
      add();
    }
  };

  return (
    <Stack gap={1} alignItems="flex-start" wrap="wrap">
      <Field invalid={problem !== undefined} error={problem} noMargin>
        <Input
          id={id}
          aria-label="Close code to add"
          width={16}
          inputMode="numeric"
          value={text}
          placeholder="4001"
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem(undefined);
          }}
          onKeyDown={onKeyDown}
        />
      </Field>
      <Button type="button" icon="plus" variant="secondary" onClick={add}>
        Add close code
      </Button>
    </Stack>
  );
}
