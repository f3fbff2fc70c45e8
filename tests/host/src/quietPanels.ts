/** Panels that draw nothing: each runs the queries of its own, as any panel of a dashboard does. */
import {
  CoreApp,
  type DataQueryRequest,
  type DataSourceApi,
  makeTimeRange,
  dateTime,
  type PanelData,
} from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import type { Subscription } from 'rxjs';
import { runRequest } from './models/runRequest';
import { type PanelRecord, type QuietPanels } from './hostApi';
import { toRecord } from './recorder';

interface QuietPanel {
  running: Subscription;
  latest?: PanelData;
}

let mounted = 0;

/** Panels that can be mounted, run again and unmounted; `instance` is asked for whenever one runs. */
export function quietPanels(
  instance: (uid?: string) => DataSourceApi | undefined,
  complete: (queries: Array<Partial<DataQuery>>, instance: DataSourceApi) => DataQuery[]
): QuietPanels {
  let panels: QuietPanel[] = [];

  const run = (queries: Array<Partial<DataQuery>>, uid?: string): QuietPanel => {
    const dataSource = instance(uid);
    if (!dataSource) {
      throw new Error('There is no data source yet');
    }
    const panel: QuietPanel = {
      running: runRequest(dataSource, requestOf(complete(queries, dataSource))).subscribe(
        (data) => (panel.latest = data)
      ),
    };
    return panel;
  };

  return {
    mount(queriesOfEach, uid) {
      panels.push(...queriesOfEach.map((queries) => run(queries, uid)));
    },
    unmount() {
      panels.forEach(({ running }) => running.unsubscribe());
      panels = [];
    },
    panels: (): Array<PanelRecord | undefined> => panels.map(({ latest }) => latest && toRecord(latest)),
  };
}

function requestOf(targets: DataQuery[]): DataQueryRequest {
  const range = makeTimeRange(dateTime().subtract(5, 'minutes'), dateTime());
  return {
    requestId: `quiet-${++mounted}`,
    app: CoreApp.Dashboard,
    range: { ...range, raw: { from: 'now-5m', to: 'now' } },
    interval: '1s',
    intervalMs: 1000,
    scopedVars: {},
    targets,
    timezone: 'browser',
    startTime: Date.now(),
  };
}
