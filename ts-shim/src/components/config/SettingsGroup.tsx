import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useId } from 'react';

interface Props {
  title: string;
  description?: string;
  children: ReactNode;
}

/** Settings that belong together, beneath what they are about. */
export function SettingsGroup({ title, description, children }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={styles.group}>
      <div>
        <div id={id} className={styles.title}>
          {title}
        </div>
        {description && <div className={styles.description}>{description}</div>}
      </div>
      {children}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  group: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }),
  // Larger than the labels of what is in the group.
  title: css({
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  description: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
