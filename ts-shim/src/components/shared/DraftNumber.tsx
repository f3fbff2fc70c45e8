import React, { type ComponentProps } from 'react';

import { DraftInput } from './DraftInput';

type Props = Omit<ComponentProps<typeof DraftInput>, 'value' | 'onDraft' | 'onCommit' | 'type'> & {
  value: number | undefined;
  /** The least number that is taken. */
  min: number;
  /** Whole numbers only. */
  integer?: boolean;
  /** `undefined`: the input was emptied. Text that is not such a number is not taken over. */
  onCommit: (value: number | undefined) => void;
};

/** A number that may be absent. */
export function DraftNumber({ value, min, integer = false, onCommit, ...rest }: Props) {
  const commit = (text: string) => {
    const number = Number(text);
    if (text.trim() === '') {
      onCommit(undefined);
    } else if (Number.isFinite(number) && number >= min) {
      onCommit(integer ? Math.round(number) : number);
    }
  };
  const shown = value === undefined ? '' : String(value);
  return <DraftInput {...rest} type="number" min={min} step={integer ? 1 : 'any'} value={shown} onCommit={commit} />;
}
