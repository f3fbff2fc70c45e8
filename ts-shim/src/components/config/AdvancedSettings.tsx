import { Field } from '@grafana/ui';
import React, { useId } from 'react';

import { DEFAULTS } from '../../types';
import { DraftNumber } from '../shared/DraftNumber';
import { type Options, type OptionsChange, withJsonData } from './options';

interface Props {
  options: Options;
  onChange: OptionsChange;
}

/** Settings whose defaults suit nearly everyone. */
export function AdvancedSettings({ options, onChange }: Props) {
  const id = useId();
  const socketMs = options.jsonData?.linger?.socketMs;
  const setLinger = (seconds: number | undefined) => {
    const { socketMs: _, ...others } = options.jsonData?.linger ?? {};
    const linger = seconds === undefined ? others : { ...others, socketMs: Math.round(seconds * 1000) };
    onChange(withJsonData(options, { linger: Object.keys(linger).length === 0 ? undefined : linger }));
  };
  return (
    <Field
      label="Keep an unused connection open (seconds)"
      description="After the last panel that uses it is gone, so that a refresh or another dashboard need not reconnect."
      htmlFor={id}
      noMargin
    >
      <DraftNumber
        id={id}
        width={16}
        min={0}
        value={socketMs === undefined ? undefined : socketMs / 1000}
        placeholder={String(DEFAULTS.linger.socketMs / 1000)}
        onCommit={setLinger}
      />
    </Field>
  );
}
