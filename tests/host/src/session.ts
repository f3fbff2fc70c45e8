/** What the page works on: a sample, its data source's settings and instance, and the queries. */
import { CoreApp, type DataSourceApi, type DataSourceSettings, type TestDataSourceResponse } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { BehaviorSubject } from 'rxjs';
import { Dashboard } from './dashboard';
import {
  type FetchedDataSource,
  fetchDataSource,
  fromEditorSettings,
  storeDataSource,
  type StoredDataSource,
  toEditorSettings,
  toInstanceSettings,
} from './dataSources';
import { DataSourceSrvModel, type LoadedPlugin } from './models/dataSourceSrv';
import { type Sample, sampleFor } from './samples';
import { testDataSource } from './testDataSource';
import type { UrlOptions } from './urlOptions';

export interface SessionState {
  sample: Sample;
  settings: DataSourceSettings;
  instance: DataSourceApi;
  queries: DataQuery[];
}

export class Session {
  /** How many samples were asked for: an answer that is late must not push the latest aside. */
  private asked = 0;

  private constructor(
    readonly loaded: LoadedPlugin,
    private readonly dataSources: DataSourceSrvModel,
    readonly dashboard: Dashboard,
    readonly state: BehaviorSubject<SessionState>
  ) {}

  static async start(loaded: LoadedPlugin, options: UrlOptions): Promise<Session> {
    const dataSources = new DataSourceSrvModel(loaded);
    setDataSourceSrv(dataSources);
    const sample = sampleFor(options);
    const fetched = await prepare(sample);
    const instance = dataSources.put(toInstanceSettings(fetched, loaded.meta));
    const state = {
      sample,
      instance,
      settings: toEditorSettings(fetched, loaded.meta),
      queries: completeQueries(options.queries ?? [sample.query], instance),
    };
    const dashboard = new Dashboard(options);
    dashboard.show(sample, instance.getRef(), state.queries);
    return new Session(loaded, dataSources, dashboard, new BehaviorSubject(state));
  }

  async openSample(sample: Sample): Promise<void> {
    const asked = ++this.asked;
    const fetched = await prepare(sample);
    if (asked !== this.asked) {
      return;
    }
    const instance = this.use(fetched);
    const queries = completeQueries([sample.query], instance);
    this.update({ sample, queries });
    this.dashboard.show(sample, instance.getRef(), queries);
  }

  setQueries(queries: Array<Partial<DataQuery>>): void {
    const { instance, sample } = this.state.value;
    const complete = completeQueries(queries, instance);
    this.update({ queries: complete });
    this.dashboard.setQueries(sample, complete);
  }

  /** Adds small charts beneath the panels, each with queries of its own. */
  mountDrawn(queriesOfEach: Array<Array<Partial<DataQuery>>>): void {
    const { instance } = this.state.value;
    const complete = queriesOfEach.map((queries) => completeQueries(queries, instance));
    this.dashboard.state.drawn.mount(complete, instance.getRef());
  }

  /** "Save & test": stores the settings, makes the instance anew, asks it, and lets the panels use it. */
  async saveAndTest(settings: DataSourceSettings): Promise<TestDataSourceResponse> {
    const instance = this.use(await storeDataSource(fromEditorSettings(settings)));
    const outcome = await testDataSource(instance);
    this.dashboard.runQueries();
    return outcome;
  }

  /** Stores a data source beside the page's own and makes its instance. */
  async addDataSource(settings: Partial<StoredDataSource> & { uid: string }): Promise<void> {
    const fetched = await storeDataSource({ ...this.state.value.sample.dataSource, ...settings });
    this.dataSources.put(toInstanceSettings(fetched, this.loaded.meta));
  }

  /** The data source of a uid, or else the page's own. */
  instanceOf(uid?: string): DataSourceApi | undefined {
    return uid === undefined ? this.state.value.instance : this.dataSources.instanceOf(uid);
  }

  private use(fetched: FetchedDataSource): DataSourceApi {
    const { meta } = this.loaded;
    const instance = this.dataSources.put(toInstanceSettings(fetched, meta));
    this.update({ instance, settings: toEditorSettings(fetched, meta) });
    return instance;
  }

  private update(change: Partial<SessionState>): void {
    this.state.next({ ...this.state.value, ...change });
  }
}

/** The sample's data source: stored anew, unless people's own settings are there and to be kept. */
async function prepare(sample: Sample): Promise<FetchedDataSource> {
  const kept = sample.keepStored ? await fetchDataSource(sample.dataSource.uid) : undefined;
  return kept ?? storeDataSource(sample.dataSource);
}

/** Queries as a dashboard saves them: each with the plugin's defaults beneath it and a refId of its own. */
export function completeQueries(queries: Array<Partial<DataQuery>>, instance: DataSourceApi): DataQuery[] {
  const defaults = instance.getDefaultQuery?.(CoreApp.Dashboard);
  const taken = new Set(queries.map((query) => query.refId));
  return queries.map((query) => {
    const refId = query.refId ?? nextRefId(taken);
    taken.add(refId);
    return { ...defaults, ...query, refId, datasource: instance.getRef() };
  });
}

function nextRefId(taken: ReadonlySet<string | undefined>): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return [...letters].find((letter) => !taken.has(letter)) ?? `Q${taken.size}`;
}
