/** Small charts, four in a row. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { SceneComponentProps } from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';
import type { DrawnPanels } from '../drawnPanels';

export function DrawnPanelsView({ model }: SceneComponentProps<DrawnPanels>) {
  const styles = useStyles2(getStyles);
  const { panels } = model.useState();
  return (
    <div className={styles.panels} data-testid="drawn">
      {panels.map((panel) => (
        <section key={panel.state.key} className={styles.panel}>
          <panel.Component model={panel} />
        </section>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  panels: css({
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    '&:empty': { display: 'none' },
  }),
  panel: css({ height: 160, minWidth: 0 }),
});
