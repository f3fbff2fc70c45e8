import { Field } from '@grafana/ui';
import React, { useId } from 'react';

import { DraftNumber } from '../shared/DraftNumber';
import { type Options, type OptionsChange } from './options';
import { readSeconds, setSeconds, type TimingName } from './timings';

interface Props {
  options: Options;
  onChange: OptionsChange;
  name: TimingName;
  label: string;
  description: string;
  /** The least number of seconds. */
  min?: number;
  /** What holds while nothing is set; absent: it is found out. */
  defaultMs?: number;
}

/** A time in seconds that has a default. */
export function SecondsField({ options, onChange, name, label, description, min = 0, defaultMs }: Props) {
  const id = useId();
  return (
    <Field label={`${label} (seconds)`} description={description} htmlFor={id} noMargin>
      <DraftNumber
        id={id}
        width={16}
        min={min}
        value={readSeconds(options, name)}
        placeholder={defaultMs === undefined ? 'automatic' : String(defaultMs / 1000)}
        onCommit={(seconds) => onChange(setSeconds(options, name, seconds))}
      />
    </Field>
  );
}
