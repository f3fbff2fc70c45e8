import { IconButton, Input, Stack } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { type NameValue } from '../../types';

interface Props {
  id: string;
  /** What the row is called in labels: “parameter 2”. */
  label: string;
  param: NameValue;
  onChange: (param: NameValue) => void;
  onRemove: () => void;
  /** Further controls before the one that removes the row. */
  children?: ReactNode;
}

/** A query parameter whose value may be read by everyone. */
export function PlainParamRow({ id, label, param, onChange, onRemove, children }: Props) {
  return (
    <Stack gap={0.5} alignItems="center" wrap="wrap">
      <Input
        id={`${id}-name`}
        aria-label={`Name of ${label}`}
        width={28}
        value={param.name}
        placeholder="name"
        onChange={(event) => onChange({ ...param, name: event.currentTarget.value.trim() })}
      />
      <Input
        aria-label={`Value of ${label}`}
        width={36}
        value={param.value}
        placeholder="value"
        onChange={(event) => onChange({ ...param, value: event.currentTarget.value })}
      />
      {children}
      <IconButton name="trash-alt" aria-label={`Remove ${label}`} onClick={onRemove} />
    </Stack>
  );
}
