/** Who we are, and light or dark. */
import { css } from '@emotion/css';
import type { DataSourcePluginMeta, GrafanaTheme2 } from '@grafana/data';
import { Badge, ToolbarButton, useStyles2 } from '@grafana/ui';
import type { ThemeMode } from '../urlOptions';

interface Props {
  meta: DataSourcePluginMeta;
  theme: ThemeMode;
  onThemeChange: (theme: ThemeMode) => void;
}

export function Header({ meta, theme, onThemeChange }: Props) {
  const styles = useStyles2(getStyles);
  const other: ThemeMode = theme === 'dark' ? 'light' : 'dark';
  return (
    <header className={styles.header}>
      <img className={styles.logo} src={meta.info.logos.small} alt="" />
      <h1 className={styles.name}>Tributary</h1>
      <span className={styles.line}>Live WebSocket streams as Grafana data</span>
      <span className={styles.end}>
        <Badge
          color="blue"
          icon="info-circle"
          text="Not Grafana"
          tooltip="This page loads the built plugin beside Grafana's own packages. Services that only Grafana has are models."
        />
        <ToolbarButton
          icon="adjust-circle"
          aria-label={`Use the ${other} theme`}
          tooltip={`Use the ${other} theme`}
          onClick={() => onThemeChange(other)}
        />
      </span>
    </header>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    alignItems: 'center',
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    display: 'flex',
    gap: theme.spacing(1.5),
    height: 48,
    padding: theme.spacing(0, 2),
  }),
  logo: css({ height: 24, width: 24 }),
  name: css({ ...theme.typography.h4, margin: 0 }),
  line: css({ color: theme.colors.text.secondary }),
  end: css({ alignItems: 'center', display: 'flex', gap: theme.spacing(1), marginLeft: 'auto' }),
});
