/** Why a panel shows no data, in its middle. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

export function PanelMessage({ children }: { children: string }) {
  return <div className={useStyles2(getStyle)}>{children}</div>;
}

const getStyle = (theme: GrafanaTheme2): string =>
  css({
    alignItems: 'center',
    color: theme.colors.text.secondary,
    display: 'flex',
    height: '100%',
    justifyContent: 'center',
    textAlign: 'center',
  });
