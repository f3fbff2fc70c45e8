import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

/** A sentence beside what it is about, calmer than an alert; read out when it appears. */
export function Note({ tone = 'info', children }: { tone?: 'info' | 'warning'; children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <div role="status" className={styles.note}>
      <Icon
        name={tone === 'warning' ? 'exclamation-triangle' : 'info-circle'}
        className={tone === 'warning' ? styles.warning : undefined}
        size="sm"
        aria-hidden
      />
      <span>{children}</span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(0.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  warning: css({ color: theme.colors.warning.text }),
});
