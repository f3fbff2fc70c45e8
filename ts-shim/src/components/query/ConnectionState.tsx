import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React from 'react';

import { type ConnectionStatus } from '../../engine/protocol';
import { connectionText } from './connectionStatus';

interface Props {
  status?: ConnectionStatus;
  /** What is buffered, in a few words. */
  buffered?: string;
  /** Milliseconds since the epoch. */
  now?: () => number;
  onReconnect: () => void;
}

/** How the query's connection is doing, and a way to make it new. */
export function ConnectionState({ status, buffered, now = Date.now, onReconnect }: Props) {
  const styles = useStyles2(getStyles);
  if (status === undefined) {
    return null;
  }
  const text = [connectionText(status, now()), buffered].filter(Boolean).join(' · ');
  return (
    <div role="group" aria-label="Connection" className={styles.line}>
      <span role="status" title={text} className={styles.text}>
        {text}
      </span>
      <Button
        type="button"
        size="sm"
        variant="secondary"
        aria-label="Reconnect now, all connections of this data source"
        // With a tooltip, Grafana's disabled buttons keep the focus: this one is disabled by being pressed.
        tooltip="Closes the connections of this data source and opens new ones."
        disabled={status.state === 'connecting'}
        onClick={onReconnect}
      >
        Reconnect now
      </Button>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // As high in every state.
  line: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    minHeight: theme.spacing(theme.components.height.md),
  }),
  text: css({
    flex: '1 1 auto',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
