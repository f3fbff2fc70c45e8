import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useId } from 'react';

import { MessageArea } from '../shared/MessageArea';
import { useDraft } from '../shared/useDraft';

interface Props {
  /** When the message is sent. */
  label: string;
  message: string;
  placeholder: string;
  onCommit: (message: string) => void;
  /** What else there is to say of it. */
  children?: ReactNode;
}

/** A text frame that a query sends for itself. */
export function SubscribeMessage({ label, message, placeholder, onCommit, children }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const { text, inputProps } = useDraft<HTMLTextAreaElement>(message, { onCommit, multiline: true });
  return (
    <div className={styles.wrapper}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <MessageArea {...inputProps} id={id} value={text} placeholder={placeholder} />
      {children}
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
});
