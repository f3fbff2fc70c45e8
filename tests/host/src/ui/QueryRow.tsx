/** One query: its letter, the plugin's editor, and what went wrong with it. */
import { css } from '@emotion/css';
import { CoreApp, type GrafanaTheme2, type PanelData } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { Alert, IconButton, useStyles2 } from '@grafana/ui';
import { errorsOf } from '../recorder';
import type { Session } from '../session';
import { useValue } from './useValue';

interface Props {
  session: Session;
  query: DataQuery;
  onChange: (query: DataQuery) => void;
  /** Absent for the only query. */
  onRemove?: () => void;
}

export function QueryRow({ session, query, onChange, onRemove }: Props) {
  const styles = useStyles2(getStyles);
  const { instance } = useValue(session.state);
  const { dashboard } = session;
  const { data } = dashboard.state.$data.useState();
  const Editor = instance.components?.QueryEditor;
  const problems = problemsOf(data, query.refId);
  return (
    <div className={styles.row} data-testid={`query-${query.refId}`}>
      <div className={styles.head}>
        <span className={styles.letter}>{query.refId}</span>
        <span className={styles.source}>{instance.name}</span>
        <IconButton
          name={query.hide ? 'eye-slash' : 'eye'}
          tooltip={query.hide ? 'Show the response' : 'Hide the response'}
          onClick={() => {
            onChange({ ...query, hide: !query.hide });
            dashboard.runQueries();
          }}
        />
        {onRemove && <IconButton name="trash-alt" tooltip="Remove the query" onClick={onRemove} />}
      </div>
      <div className={styles.editor}>
        {Editor && (
          <Editor
            app={CoreApp.Dashboard}
            datasource={instance}
            query={query}
            data={data}
            range={data?.timeRange}
            onChange={onChange}
            onRunQuery={() => dashboard.runQueries()}
          />
        )}
        {problems.map((text) => (
          <Alert key={text} severity="error" title={text} bottomSpacing={0} />
        ))}
      </div>
    </div>
  );
}

/** Its errors, and what its frames say as loudly: a query that cannot be used beside others that can. */
function problemsOf(data: PanelData | undefined, refId: string): string[] {
  const errors = errorsOf(data).filter((error) => error.refId === undefined || error.refId === refId);
  const frames = data?.series.filter((frame) => frame.refId === refId) ?? [];
  const notices = frames.flatMap((frame) => frame.meta?.notices ?? []).filter(({ severity }) => severity === 'error');
  return [...errors.map(({ message }) => message ?? 'Query error'), ...notices.map(({ text }) => text)];
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  head: css({
    alignItems: 'center',
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    display: 'flex',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 1),
  }),
  letter: css({ color: theme.colors.text.link, fontWeight: theme.typography.fontWeightMedium }),
  source: css({ color: theme.colors.text.secondary, flexGrow: 1, fontStyle: 'italic' }),
  editor: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
});
