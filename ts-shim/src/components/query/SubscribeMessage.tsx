import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { TextArea, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';

import { useDraft } from '../shared/useDraft';

interface Props {
  message: string;
  onCommit: (message: string) => void;
}

/** A text frame that is sent when the connection opens, again after each reconnect. */
export function SubscribeMessage({ message, onCommit }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const { text, inputProps } = useDraft<HTMLTextAreaElement>(message, { onCommit, multiline: true });
  return (
    <div className={styles.wrapper}>
      <label htmlFor={id} className={styles.label}>
        Sent as one text message, each time the connection opens
      </label>
      <TextArea
        {...inputProps}
        id={id}
        className={styles.text}
        rows={Math.min(Math.max(text.split('\n').length, 2), 8)}
        placeholder='{"method": "SUBSCRIBE", "params": ["btcusdt@trade"]}'
        spellCheck={false}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  wrapper: css({ maxWidth: 720 }),
  label: css({
    display: 'block',
    margin: theme.spacing(0, 0, 0.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightRegular,
  }),
  text: css({
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
