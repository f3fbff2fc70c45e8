/** `window.tributaryHost`: what tests read of the page and do to it without a hand on the mouse. */
import type { DataQuery } from '@grafana/schema';
import type { StoredDataSource } from './dataSources';

export interface FieldRecord {
  name: string;
  type: string;
  labels?: Record<string, string>;
  values: unknown[];
}

export interface SeriesRecord {
  refId?: string;
  name?: string;
  length: number;
  fields: FieldRecord[];
  notices: Array<{ severity: string; text: string }>;
  /** The query inspector's lines, by name, as it words them. */
  stats: Record<string, string>;
}

/** One packet as the panels got it, as plain JSON. */
export interface PanelRecord {
  state: string;
  series: SeriesRecord[];
  errors: Array<{ refId?: string; message: string }>;
  /** Epoch milliseconds. */
  range: { from: number; to: number };
}

/** One run of the queries: from subscription to unsubscription. */
export interface RunRecord {
  requestId: string;
  /** Of a panel that has queries of its own. */
  panelId?: number;
  /** Packets of this run; "loading" is none. */
  packets: number;
  /** The states in their order, without repetitions. */
  states: string[];
  /** The first packet with rows. */
  first?: PanelRecord;
  ended: boolean;
}

/** Further panels, which draw nothing. */
export interface QuietPanels {
  /** Mounts a panel for each list of queries; `uid`: of another data source than the page's. */
  mount(queriesOfEach: Array<Array<Partial<DataQuery>>>, uid?: string): void;
  /** Unmounts all of them. */
  unmount(): void;
  /** What each would show now. */
  panels(): Array<PanelRecord | undefined>;
}

/** Further panels, small charts that are really drawn. */
export interface DrawnPanelsApi {
  /** Mounts a panel for each list of queries. */
  mount(queriesOfEach: Array<Array<Partial<DataQuery>>>): void;
  /** Unmounts so many of them, the last first; without a number all. */
  unmount(count?: number): void;
}

export interface TributaryHost {
  /** The plugin is loaded and its data source is there. */
  readonly ready: boolean;
  /** Why the page could not start. */
  readonly failure?: string;
  /** Packets since the page was loaded. */
  readonly packets: number;
  /** The last runs, oldest first. */
  readonly runs: RunRecord[];
  /** What the panels show now. */
  panel(): PanelRecord | undefined;
  /** Runs the queries again, as the refresh button does. */
  refresh(): void;
  /** Ends the running queries, as the panel's stop button does. */
  stop(): void;
  setQueries(queries: Array<Partial<DataQuery>>): void;
  readonly quiet: QuietPanels;
  readonly drawn: DrawnPanelsApi;
  /** Stores a further data source and makes its instance. */
  addDataSource(settings: Partial<StoredDataSource> & { uid: string }): Promise<void>;
}

declare global {
  interface Window {
    tributaryHost?: TributaryHost;
  }
}
