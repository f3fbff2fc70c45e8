/** A titled box, in the manner of a panel. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** Beside the title. */
  hint?: ReactNode;
  /** At the end of the title's line. */
  actions?: ReactNode;
  testId: string;
  children: ReactNode;
}

export function Card({ title, hint, actions, testId, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.card} data-testid={testId}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <span className={styles.hint}>{hint}</span>
        {actions}
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    background: theme.colors.background.primary,
    border: `1px solid ${theme.components.panel.borderColor}`,
    borderRadius: theme.shape.radius.default,
    minWidth: 0,
  }),
  head: css({
    alignItems: 'center',
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    display: 'flex',
    gap: theme.spacing(1),
    minHeight: 44,
    padding: theme.spacing(0.5, 2),
  }),
  title: css({ ...theme.typography.h6, margin: 0 }),
  hint: css({ color: theme.colors.text.secondary, flexGrow: 1 }),
  body: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), padding: theme.spacing(2) }),
});
