import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Field, Input, useStyles2 } from '@grafana/ui';
import React from 'react';

import { useDraft } from '../shared/useDraft';

interface Props {
  id: string;
  label: string;
  value: string;
  placeholder: string;
  /** What is said while it is empty. */
  missing: string;
  /** It is read by the engine, not by people. */
  mono?: boolean;
  className?: string;
  onCommit: (text: string) => void;
}

/** A line that a handshake can't do without: what a message must match, or a reason. */
export function LineField({ id, label, value, placeholder, missing, mono = false, className, onCommit }: Props) {
  const styles = useStyles2(getStyles);
  const { text, inputProps } = useDraft<HTMLInputElement>(value, { onCommit: (line) => onCommit(line.trim()) });
  return (
    <Field
      label={label}
      htmlFor={id}
      // Judged as it is typed: a message that came or went as the input is left would move a button away from a click.
      invalid={text.trim() === ''}
      error={missing}
      className={className}
      noMargin
    >
      <Input
        {...inputProps}
        id={id}
        className={mono ? styles.mono : undefined}
        placeholder={placeholder}
        spellCheck={!mono}
        autoComplete="off"
      />
    </Field>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  mono: css({
    input: { fontFamily: theme.typography.fontFamilyMonospace, fontSize: theme.typography.bodySmall.fontSize },
  }),
});
