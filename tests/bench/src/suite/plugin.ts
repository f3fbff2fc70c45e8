/** The built plugin as Grafana would load it, and queries of it as panels would make them. */
import type {
  DataFrame,
  DataQueryRequest,
  DataQueryResponse,
  DataSourceApi,
  DataSourceInstanceSettings,
} from '@grafana/data';
import { CoreApp, dateTime, makeTimeRange } from '@grafana/data';
import { setBackendSrv, setTemplateSrv } from '@grafana/runtime';
import type { Subscription } from 'rxjs';
import { backendSrv } from '../../../host/src/models/backendSrv';
import type { LoadedPlugin } from '../../../host/src/models/dataSourceSrv';
import { loadPlugin } from '../../../host/src/models/pluginLoader';

/** The feed server's `/blast`; its first message has this number. */
export const FIRST_SEQ = 1_000_000_000;

export const time = { path: '$.time', type: 'time', role: 'time' };
export const seq = { path: '$.seq', type: 'number', role: 'value' };
export const value = { path: '$.value', type: 'number', role: 'value' };

export interface BenchQuery {
  /** The query of the feed's address: `rate=10&flood=1000`. */
  feed: string;
  fields?: object[];
  rows?: number;
  /** `table` has the whole buffer in each packet. */
  format?: 'timeseries' | 'table';
}

/** Loads the plugin into a page without a dashboard: queries have no variables. */
export async function openPlugin(): Promise<LoadedPlugin> {
  setBackendSrv(backendSrv);
  setTemplateSrv({
    replace: (text = '') => text,
    containsTemplate: () => false,
    getVariables: () => [],
    updateTimeRange: () => undefined,
  });
  return loadPlugin();
}

/** A data source for this page's own server. */
export function dataSource(loaded: LoadedPlugin, jsonData: object = {}): DataSourceApi {
  return new loaded.plugin.DataSourceClass(instanceSettings(loaded, jsonData));
}

export function instanceSettings({ meta }: LoadedPlugin, jsonData: object): DataSourceInstanceSettings {
  return {
    id: 1,
    uid: 'bench',
    name: 'bench',
    type: meta.id,
    meta,
    access: 'direct',
    url: `ws://${location.host}/blast`,
    jsonData,
    readOnly: false,
  };
}

export function target({ feed, fields = [time, seq, value], rows = 1000, format = 'timeseries' }: BenchQuery) {
  const params = [...new URLSearchParams(feed)].map(([name, text]) => ({ name, value: text }));
  return { refId: 'A', version: 1, params, fields, format, buffer: { kind: 'append', rows } };
}

export const MAX_DATA_POINTS = 250;

let requests = 0;

/** What a small panel asks for that shows the last five minutes. */
export function request(query: BenchQuery): DataQueryRequest {
  const range = makeTimeRange(dateTime().subtract(5, 'minutes'), dateTime());
  return {
    requestId: `bench-${++requests}`,
    panelId: requests,
    app: CoreApp.Dashboard,
    range: { ...range, raw: { from: 'now-5m', to: 'now' } },
    interval: '1s',
    intervalMs: 1000,
    maxDataPoints: MAX_DATA_POINTS,
    scopedVars: {},
    targets: [target(query)],
    timezone: 'browser',
    startTime: Date.now(),
  };
}

/** Runs a query; `take` gets the frame of each packet. A packet with errors ends the measurement. */
export function run(source: DataSourceApi, query: BenchQuery, take: (frame: DataFrame) => void): Subscription {
  const results = source.query(request(query));
  if (!('subscribe' in results)) {
    throw new Error('the plugin answers with a promise');
  }
  return results.subscribe((packet: DataQueryResponse) => {
    const error = packet.errors?.[0] ?? packet.error;
    if (error) {
      reportError(new Error(error.message));
      return;
    }
    take(packet.data[0] as DataFrame);
  });
}

/** The values of a frame's field. */
export function column(frame: DataFrame, name: string): number[] {
  return frame.fields.find((field) => field.name === name)?.values ?? [];
}

/** How many messages have been sent up to the frame's last row. */
export function newest(frame: DataFrame): number {
  const last = column(frame, 'seq').at(-1);
  return last === undefined ? 0 : last - FIRST_SEQ + 1;
}
