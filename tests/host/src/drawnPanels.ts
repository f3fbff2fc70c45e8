/** Further charts, small and really drawn: each has queries of its own, as the panels of a dashboard have. */
import { type DataSourceRef } from '@grafana/data';
import { SceneObjectBase, type SceneObjectState, SceneQueryRunner, VizPanel } from '@grafana/scenes';
import type { DataQuery } from '@grafana/schema';
import { DrawnPanelsView } from './ui/DrawnPanelsView';

interface DrawnPanelsState extends SceneObjectState {
  panels: VizPanel[];
}

/** The page's own two panels have the ids below. */
const FIRST_ID = 101;

export class DrawnPanels extends SceneObjectBase<DrawnPanelsState> {
  static Component = DrawnPanelsView;

  constructor() {
    super({ panels: [] });
  }

  mount(queriesOfEach: DataQuery[][], datasource: DataSourceRef): void {
    const { panels } = this.state;
    const more = queriesOfEach.map((queries, index) => {
      const id = FIRST_ID + panels.length + index;
      return new VizPanel({
        key: `panel-${id}`,
        pluginId: 'timeseries',
        title: `Panel ${id}`,
        $data: new SceneQueryRunner({ datasource, queries, maxDataPointsFromWidth: true }),
      });
    });
    this.setState({ panels: [...panels, ...more] });
  }

  /** Removes so many of them, the last first; without a number all. */
  unmount(count = this.state.panels.length): void {
    const { panels } = this.state;
    this.setState({ panels: panels.slice(0, panels.length - count) });
  }
}
