/** What the page's address may say: tests set these, people need none of them. */
import type { DataQuery } from '@grafana/schema';
import type { StoredDataSource } from './dataSources';

export type ThemeMode = 'light' | 'dark';

export interface UrlOptions {
  /** `sample=`: the sample feed to show. */
  sample?: string;
  /** `uid=`: the data source to use. */
  uid?: string;
  /** `ds=`: settings to store before the page uses them, as JSON. */
  dataSource?: Partial<StoredDataSource>;
  /** `query=`: one query, or an array of them, as JSON. */
  queries?: Array<Partial<DataQuery>>;
  /** `cdn=`: the origin that the plugin's module comes from; absent: the page's own. */
  cdn?: string;
  /** `range=`: `now-5m..now`; the end may be left out. */
  range: { from: string; to: string };
  /** `refresh=`: an interval such as `5s`; empty is off. */
  refresh: string;
}

const params = new URLSearchParams(window.location.search);

/** @throws SyntaxError when a parameter that must be JSON is not. */
export function readUrlOptions(): UrlOptions {
  const [from, to] = (params.get('range') ?? '').split('..');
  const queries = json<Partial<DataQuery> | Array<Partial<DataQuery>>>('query');
  return {
    sample: params.get('sample') ?? undefined,
    uid: params.get('uid') ?? undefined,
    dataSource: json<Partial<StoredDataSource>>('ds'),
    queries: queries === undefined ? undefined : [queries].flat(),
    cdn: params.get('cdn') ?? undefined,
    range: { from: from || 'now-1m', to: to || 'now' },
    refresh: params.get('refresh') ?? '',
  };
}

/** Read on its own because the boot data needs the theme before anything else is loaded. */
export function themeFromUrl(): ThemeMode {
  return params.get('theme') === 'light' ? 'light' : 'dark';
}

function json<T>(name: string): T | undefined {
  const text = params.get(name);
  return text === null ? undefined : (JSON.parse(text) as T);
}
