import { Button, Field, Input } from '@grafana/ui';
import React, { useId, useState } from 'react';

import { Note } from '../shared/Note';
import { useDraft } from '../shared/useDraft';
import { accessOf } from './access';
import { type AddressProblem, addressProblem, mixedContentProblem, shownAddress, storedAddress } from './address';
import { type Options, type OptionsChange } from './options';
import { moveIntoParams } from './params';

interface Props {
  options: Options;
  onChange: OptionsChange;
}

/** Where the data source connects to; every query's path is appended to it. */
export function AddressField({ options, onChange }: Props) {
  const id = useId();
  const [left, setLeft] = useState(false);
  const access = accessOf(options);
  const stored = options.url ?? '';
  const store = (text: string) => onChange({ ...options, url: storedAddress(text, access) });
  const { text, editing, inputProps } = useDraft<HTMLInputElement>(shownAddress(stored), { onDraft: store });
  // Half an address is no mistake: it is judged when the input is left.
  const problem = editing ? undefined : (addressProblem(text) ?? (left ? missing(text) : undefined));
  const blocked = access === 'direct' ? mixedContentProblem(stored, location.protocol) : undefined;

  const applyFix = () => {
    if (problem?.fix) {
      const { address, params = [] } = problem.fix;
      onChange(moveIntoParams(options, storedAddress(address, access), params));
    }
  };

  return (
    <div>
      <Field
        label="WebSocket host"
        description="Queries append their path to it."
        htmlFor={id}
        required
        invalid={problem !== undefined}
        error={problem?.message}
        noMargin
      >
        <Input
          {...inputProps}
          onBlur={() => {
            inputProps.onBlur();
            setLeft(true);
          }}
          id={id}
          required
          placeholder="wss://your-host/some/prefix-path"
          spellCheck={false}
          autoComplete="off"
        />
      </Field>
      {problem?.fix && (
        <Button type="button" size="sm" fill="text" onClick={applyFix}>
          {problem.fix.label}
        </Button>
      )}
      {blocked && <Note tone="warning">{blocked}</Note>}
    </div>
  );
}

/** A new data source's address may be empty until someone has been there. */
function missing(text: string): AddressProblem | undefined {
  return text.trim() === ''
    ? { message: 'An address is required, such as wss://your-host/some/prefix-path.' }
    : undefined;
}
