/** The page: header, dashboard, and beneath it the query and the data source. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { RunRecorder } from '../recorder';
import type { Session } from '../session';
import type { ThemeMode } from '../urlOptions';
import { DataSourceCard } from './DataSourceCard';
import { Header } from './Header';
import { QueryCard } from './QueryCard';
import { SamplePicker } from './SamplePicker';
import { StreamStats } from './StreamStats';

interface Props {
  session: Session;
  recorder: RunRecorder;
  theme: ThemeMode;
  onThemeChange: (theme: ThemeMode) => void;
}

export function App({ session, recorder, theme, onThemeChange }: Props) {
  const styles = useStyles2(getStyles);
  const { dashboard, loaded } = session;
  const { timePicker, refreshPicker } = dashboard.useState();
  return (
    <div className={styles.page}>
      <Header meta={loaded.meta} theme={theme} onThemeChange={onThemeChange} />
      <main className={styles.main}>
        <div className={styles.toolbar}>
          <SamplePicker session={session} />
          <StreamStats dashboard={dashboard} packets={recorder.packets} />
          <div className={styles.pickers}>
            <timePicker.Component model={timePicker} />
            <refreshPicker.Component model={refreshPicker} />
          </div>
        </div>
        {/* Every cell of the live table takes the focus, and moves on with the next row. */}
        <a className={styles.skip} href="#editors">
          Skip the panels
        </a>
        <dashboard.Component model={dashboard} />
        <div id="editors" tabIndex={-1} className={styles.editors}>
          <QueryCard session={session} />
          <DataSourceCard session={session} />
        </div>
      </main>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    background: theme.colors.background.canvas,
    minHeight: '100vh',
  }),
  main: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    margin: '0 auto',
    maxWidth: 1760,
    padding: theme.spacing(2),
  }),
  toolbar: css({
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
  }),
  pickers: css({
    display: 'flex',
    gap: theme.spacing(1),
    marginLeft: 'auto',
  }),
  skip: css({
    '&:not(:focus)': { height: 1, margin: -1, overflow: 'hidden', position: 'absolute', width: 1 },
  }),
  editors: css({
    outline: 'none',
    alignItems: 'start',
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
});
