/** The notices of a panel's frames as icons in its header, with the text as a tooltip: one of each severity. */
import { css } from '@emotion/css';
import type { GrafanaTheme2, QueryResultMetaNotice } from '@grafana/data';
import { type SceneComponentProps, sceneGraph, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { Icon, PanelChrome, Tooltip, useStyles2 } from '@grafana/ui';

export class PanelNotices extends SceneObjectBase<SceneObjectState> {
  static Component = PanelNoticesRenderer;
}

function PanelNoticesRenderer({ model }: SceneComponentProps<PanelNotices>) {
  const styles = useStyles2(getStyles);
  const { data } = sceneGraph.getData(model).useState();
  const bySeverity = new Map<QueryResultMetaNotice['severity'], QueryResultMetaNotice>();
  for (const notice of data?.series.flatMap((frame) => frame.meta?.notices ?? []) ?? []) {
    bySeverity.set(notice.severity, notice);
  }
  return [...bySeverity.values()].map(({ severity, text }) => (
    <Tooltip key={severity} content={text}>
      <PanelChrome.TitleItem className={styles[severity]} data-testid={`panel-notice-${severity}`} title={text}>
        <Icon name={severity === 'info' ? 'info-circle' : 'exclamation-triangle'} />
      </PanelChrome.TitleItem>
    </Tooltip>
  ));
}

const getStyles = (theme: GrafanaTheme2) => ({
  info: css({ color: theme.colors.info.text }),
  warning: css({ color: theme.colors.warning.text }),
  error: css({ color: theme.colors.error.text }),
});
