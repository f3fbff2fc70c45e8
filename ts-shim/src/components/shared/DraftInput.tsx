import { Input } from '@grafana/ui';
import React, { type ComponentProps } from 'react';

import { type DraftHandlers, useDraft } from './useDraft';

type InputProps = Omit<ComponentProps<typeof Input>, 'value' | 'defaultValue' | 'onChange' | 'onBlur' | 'onKeyDown'>;

/** A line of text that is taken over when the input is left or Enter is pressed; see `useDraft`. */
export function DraftInput({
  value,
  onDraft,
  onCommit,
  ...rest
}: InputProps & Omit<DraftHandlers, 'multiline'> & { value: string }) {
  const { inputProps } = useDraft<HTMLInputElement>(value, { onDraft, onCommit });
  return <Input {...rest} {...inputProps} />;
}
