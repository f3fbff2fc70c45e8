import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { TextArea, useStyles2 } from '@grafana/ui';
import React, { type ComponentProps } from 'react';

/** A message to send, as high as its lines ask for; `value` is the text as it stands. */
export function MessageArea({
  value,
  minRows = 2,
  className,
  ...rest
}: Omit<ComponentProps<typeof TextArea>, 'value' | 'rows'> & { value: string; minRows?: number }) {
  const styles = useStyles2(getStyles);
  return (
    <TextArea
      spellCheck={false}
      {...rest}
      value={value}
      className={cx(styles.text, className)}
      rows={Math.min(Math.max(value.split('\n').length, minRows), 8)}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    // One line is as high as an input beside it.
    minHeight: theme.spacing(theme.components.height.md),
    padding: theme.spacing(0.75, 1),
  }),
});
