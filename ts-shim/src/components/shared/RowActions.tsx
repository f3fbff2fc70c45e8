import { IconButton } from '@grafana/ui';
import React from 'react';

interface Props {
  /** The row's; the buttons have ids that start with it. */
  id: string;
  /** What the row is called in labels: “field 2”. */
  label: string;
  index: number;
  /** How many rows there are. */
  count: number;
  /** Whether the last row has to stay. */
  keepsOne?: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** What can be done with a row as a whole. */
export function RowActions({ id, label, index, count, keepsOne = false, onMove, onRemove }: Props) {
  return (
    <>
      <IconButton
        id={`${id}-up`}
        name="arrow-up"
        aria-label={`Move ${label} up`}
        disabled={index === 0}
        onClick={() => onMove(-1)}
      />
      <IconButton
        id={`${id}-down`}
        name="arrow-down"
        aria-label={`Move ${label} down`}
        disabled={index === count - 1}
        onClick={() => onMove(1)}
      />
      <IconButton
        name="trash-alt"
        aria-label={`Remove ${label}`}
        disabled={keepsOne && count === 1}
        onClick={onRemove}
      />
    </>
  );
}
