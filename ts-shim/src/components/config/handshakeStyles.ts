import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

/** Styles of the handshake's rows: a number, the controls, wrapped where there is no room, and what moves the row. */
export const getHandshakeStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    paddingTop: theme.spacing(1),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  index: css({
    flex: '0 0 auto',
    minWidth: theme.spacing(2),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  controls: css({ display: 'flex', flexWrap: 'wrap', flex: '1 1 auto', gap: theme.spacing(1), minWidth: 0 }),
  text: css({ flex: '1 1 220px', minWidth: 0 }),
  number: css({ flex: '0 0 120px' }),
  whole: css({ flex: '1 1 100%' }),
  actions: css({ display: 'flex', alignItems: 'center', justifyContent: 'flex-end', flex: '0 0 76px' }),
});

/** The class names that `getHandshakeStyles` makes. */
export type HandshakeStyles = ReturnType<typeof getHandshakeStyles>;
