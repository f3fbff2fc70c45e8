/** The scene: one query runner, a chart and a table beside each other, a time range and a refresh interval. */
import {
  CoreApp,
  type DataQueryRequest,
  type DataSourceRef,
  type FieldConfigSource,
  LoadingState,
  type PanelData,
} from '@grafana/data';
import {
  type DataRequestEnricher,
  SceneDataTransformer,
  sceneGraph,
  type SceneObject,
  SceneObjectBase,
  type SceneObjectState,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  VizPanel,
} from '@grafana/scenes';
import type { DataQuery } from '@grafana/schema';
import { DrawnPanels } from './drawnPanels';
import { chartFieldConfig, tableFieldConfig } from './panels/sampleFieldConfig';
import { PanelNotices } from './panels/PanelNotices';
import { chartTitle, chartTransformations, type Sample } from './samples';
import { DashboardView } from './ui/DashboardView';
import type { UrlOptions } from './urlOptions';

interface DashboardState extends SceneObjectState {
  $data: SceneQueryRunner;
  chart: VizPanel;
  table: VizPanel;
  drawn: DrawnPanels;
  timePicker: SceneTimePicker;
  refreshPicker: SceneRefreshPicker;
}

export class Dashboard extends SceneObjectBase<DashboardState> implements DataRequestEnricher {
  static Component = DashboardView;

  constructor({ range, refresh }: Pick<UrlOptions, 'range' | 'refresh'>) {
    super({
      $timeRange: new SceneTimeRange(range),
      $data: new SceneQueryRunner({ queries: [], maxDataPointsFromWidth: true }),
      chart: new VizPanel({
        key: 'panel-1',
        pluginId: 'timeseries',
        title: '',
        titleItems: new PanelNotices({}),
        $data: new SceneDataTransformer({ transformations: [] }),
      }),
      table: new VizPanel({
        key: 'panel-2',
        pluginId: 'table',
        title: '',
        titleItems: new PanelNotices({}),
      }),
      drawn: new DrawnPanels(),
      timePicker: new SceneTimePicker({}),
      refreshPicker: new SceneRefreshPicker({ refresh, withText: true, intervals: ['1s', '5s', '10s', '30s', '1m'] }),
    });
  }

  /**
   * Model of what Grafana's dashboards add to each request: the id of the panel that a query runner belongs to, which
   * is the number in the panel's key; 0 where it belongs to none, as the one of the chart and the table here.
   */
  enrichDataRequest(source: SceneObject): Partial<DataQueryRequest> {
    let object: SceneObject | undefined = source;
    while (object && !(object instanceof VizPanel)) {
      object = object.parent;
    }
    return { app: CoreApp.Dashboard, panelId: Number(object?.state.key?.replace('panel-', '') ?? 0) };
  }

  /** Shows a sample's panels and runs the queries against this data source. */
  show(sample: Sample, datasource: DataSourceRef, queries: DataQuery[]): void {
    const { $data, chart, table } = this.state;
    table.setState({ title: sample.tableTitle });
    setFieldConfig(chart, chartFieldConfig(sample));
    setFieldConfig(table, tableFieldConfig(sample));
    // What another feed left must not stand under this one's title.
    $data.setState({ datasource, data: undefined });
    this.setQueries(sample, queries);
    this.runQueries();
  }

  /** Takes effect with the next run, as in Grafana's panel editor. */
  setQueries(sample: Sample, queries: DataQuery[]): void {
    this.state.$data.setState({ queries });
    this.state.chart.setState({ title: chartTitle(sample, queries) });
    const transformer = this.state.chart.state.$data;
    if (transformer instanceof SceneDataTransformer) {
      transformer.setState({ transformations: chartTransformations(sample, queries) });
      transformer.reprocessTransformations();
    }
  }

  runQueries(): void {
    this.state.$data.runQueries();
  }

  refresh(): void {
    sceneGraph.getTimeRange(this).onRefresh();
  }

  stop(): void {
    this.state.$data.cancelQuery();
  }

  get data(): PanelData | undefined {
    return this.state.$data.state.data;
  }

  get isStreaming(): boolean {
    return this.data?.state === LoadingState.Streaming;
  }
}

/** With the panel's own defaults beneath it: a panel adds them when its plugin is loaded, and then no more by itself. */
function setFieldConfig(panel: VizPanel, fieldConfig: FieldConfigSource): void {
  if (panel.getPlugin()) {
    panel.onFieldConfigChange(fieldConfig, true);
  } else {
    panel.setState({ fieldConfig });
  }
}
