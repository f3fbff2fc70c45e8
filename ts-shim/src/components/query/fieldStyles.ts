import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

/** From this width of the editor on (not of the window), a field stands in one line beneath common headings. */
const WIDE = '@container (min-width: 700px)';

const CHOICE_WIDTH = 110;

/** Styles of the list of fields: a table's look where there is room, small labelled groups where there is not. */
export const getFieldStyles = (theme: GrafanaTheme2) => {
  const small = {
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightRegular,
  };
  const column = { flex: `1 1 ${CHOICE_WIDTH}px`, minWidth: 0, [WIDE]: { flex: `0 0 ${CHOICE_WIDTH}px` } };
  const path = { flex: '1 1 100%', minWidth: 0, [WIDE]: { flex: '3 1 160px' } };
  const alias = { flex: '1 1 100%', minWidth: 0, [WIDE]: { flex: '1.5 1 90px' } };
  return {
    container: css({ containerType: 'inline-size' }),
    headings: css({ display: 'none', [WIDE]: { display: 'flex', gap: theme.spacing(0.5), ...small } }),
    headingPath: css(path),
    headingAlias: css(alias),
    headingChoice: css(column),
    headingActions: css({ flex: '0 0 auto', width: 76 }),
    row: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      gap: theme.spacing(0.5),
      padding: theme.spacing(0.75, 0),
      borderTop: `1px solid ${theme.colors.border.weak}`,
      [WIDE]: { flexWrap: 'nowrap', padding: theme.spacing(0.25, 0), borderTop: 'none' },
    }),
    // Beneath the row whose time format it belongs to.
    detail: css({
      display: 'flex',
      alignItems: 'baseline',
      gap: theme.spacing(1),
      padding: theme.spacing(0, 0, 0.75, 2),
      [WIDE]: { maxWidth: 480, paddingBottom: theme.spacing(0.25) },
    }),
    detailLabel: css({ flex: '0 0 auto', margin: 0, ...small }),
    detailInput: css({ flex: '1 1 auto', minWidth: 0 }),
    add: css({ marginTop: theme.spacing(0.5) }),
    path: css(path),
    alias: css(alias),
    choice: css(column),
    // Keeps the columns beneath their headings where another field has one more choice.
    noChoice: css({ display: 'none', [WIDE]: { display: 'block', flex: `0 0 ${CHOICE_WIDTH}px` } }),
    actions: css({
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'flex-end',
      flex: '0 0 auto',
      width: 76,
      height: theme.spacing(theme.components.height.md),
      alignSelf: 'flex-end',
      marginLeft: 'auto',
      [WIDE]: { alignSelf: 'flex-start' },
    }),
    // In a wide editor the headings say it once; the labels stay for screen readers.
    label: css({
      display: 'block',
      margin: 0,
      ...small,
      [WIDE]: { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
    }),
  };
};

/** The class names that `getFieldStyles` makes. */
export type FieldRowStyles = ReturnType<typeof getFieldStyles>;
