import { Button, IconButton, Stack } from '@grafana/ui';
import React, { useId } from 'react';

import { type NameValue } from '../../types';
import { DraftInput } from '../shared/DraftInput';
import { useFocusNext } from '../shared/useFocusNext';

interface Props {
  params: NameValue[];
  onChange: (params: NameValue[], options?: { run?: boolean }) => void;
}

/** The query's own parameters, added to the address after the data source's. */
export function QueryParams({ params, onChange }: Props) {
  const id = useId();
  const focusNext = useFocusNext();
  const addId = `${id}-add`;

  const set = (index: number, change: Partial<NameValue>) =>
    onChange(params.map((param, i) => (i === index ? { ...param, ...change } : param)));
  const add = () => {
    // A parameter without a name isn't sent: nothing to run yet.
    onChange([...params, { name: '', value: '' }], { run: false });
    focusNext(`${id}-${params.length}-name`);
  };
  const remove = (index: number) => {
    onChange(params.filter((_, i) => i !== index));
    focusNext(addId);
  };

  return (
    <Stack direction="column" gap={0.5} alignItems="flex-start">
      {params.map((param, index) => (
        <Stack key={index} gap={0.5} alignItems="center" wrap="wrap">
          <DraftInput
            id={`${id}-${index}-name`}
            aria-label={`Name of parameter ${index + 1}`}
            width={24}
            value={param.name}
            placeholder="name"
            onCommit={(name) => set(index, { name: name.trim() })}
          />
          <DraftInput
            aria-label={`Value of parameter ${index + 1}`}
            width={32}
            value={param.value}
            placeholder="value"
            onCommit={(value) => set(index, { value })}
          />
          <IconButton name="trash-alt" aria-label={`Remove parameter ${index + 1}`} onClick={() => remove(index)} />
        </Stack>
      ))}
      <Button id={addId} icon="plus" variant="secondary" size="sm" onClick={add}>
        Add parameter
      </Button>
    </Stack>
  );
}
