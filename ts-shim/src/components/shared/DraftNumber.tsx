import React, { type ComponentProps, useState } from 'react';

import { DraftInput } from './DraftInput';
import { Note } from './Note';

type Props = Omit<ComponentProps<typeof DraftInput>, 'value' | 'onDraft' | 'onCommit' | 'type'> & {
  value: number | undefined;
  /** The least number that is taken. */
  min: number;
  /** The greatest number that is taken. */
  max?: number;
  /** Whole numbers only. */
  integer?: boolean;
  /** `undefined`: the input was emptied. A number that is not allowed is not taken over, and a note says so. */
  onCommit: (value: number | undefined) => void;
};

/** A number that may be absent. */
export function DraftNumber({ value, min, max = Infinity, integer = false, onCommit, ...rest }: Props) {
  const [refused, setRefused] = useState<string>();
  const commit = (text: string) => {
    const number = Number(text);
    const isTaken =
      text.trim() === '' ||
      (Number.isFinite(number) && number >= min && number <= max && (!integer || Number.isInteger(number)));
    setRefused(isTaken ? undefined : text);
    if (isTaken) {
      onCommit(text.trim() === '' ? undefined : number);
    }
  };
  const most = max === Infinity ? 'upwards' : `to ${max.toLocaleString('en-US')}`;
  return (
    <div>
      <DraftInput
        {...rest}
        type="number"
        min={min}
        max={max === Infinity ? undefined : max}
        step={integer ? 1 : 'any'}
        value={value === undefined ? '' : String(value)}
        onDraft={() => setRefused(undefined)}
        onCommit={commit}
      />
      {refused !== undefined && (
        <Note tone="warning">
          {refused} was not taken: {integer ? 'whole numbers' : 'numbers'} from {min} {most} are.
        </Note>
      )}
    </div>
  );
}
