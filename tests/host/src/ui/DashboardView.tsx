/** The two panels beside each other, or one below the other where it is narrow. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { SceneComponentProps } from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';
import type { Dashboard } from '../dashboard';

export function DashboardView({ model }: SceneComponentProps<Dashboard>) {
  const styles = useStyles2(getStyles);
  const { chart, table, drawn } = model.useState();
  return (
    <>
      <div className={styles.panels}>
        <section className={styles.panel} data-testid="chart">
          <chart.Component model={chart} />
        </section>
        <section className={styles.panel} data-testid="table">
          <table.Component model={table} />
        </section>
      </div>
      <drawn.Component model={drawn} />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  panels: css({
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  // Panels measure the place that they are given: without a height of its own it would have none.
  panel: css({ height: 360, minWidth: 0 }),
});
