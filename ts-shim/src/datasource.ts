import {
  type CoreApp,
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  type DataSourceInstanceSettings,
  LoadingState,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import { config, getTemplateSrv } from '@grafana/runtime';
import { catchError, defer, type Observable, of, throwError } from 'rxjs';

import { type Conductor } from './emission/conductor';
import { pageConductor } from './emission/page';
import { type EngineClient } from './engine/client';
import { pageEngine } from './engine/page';
import { type StreamStats } from './engine/protocol';
import { asEngineError, TributaryError } from './errors';
import { FailureLog } from './frames/failureLog';
import { diagnosed } from './health/diagnosed';
import { Diagnoses } from './health/diagnosis';
import { testConnection } from './health/testConnection';
import { chartView } from './query/chartView';
import { displayText } from './query/displayText';
import { aboutSettings } from './query/handshake';
import { interpolateQuery } from './query/interpolate';
import { mergeTargets, PACKET_KEY } from './query/mergeTargets';
import { isRunnable, migrateQuery } from './query/migrate';
import { emissionsPerSecond, newScope, subscriptionSpec } from './query/spec';
import { DEFAULT_QUERY, type TributaryDataSourceOptions, type TributaryQuery } from './types';
import { type Page, resolveAddress } from './url/resolve';

/** Wires Grafana's queries to the page's engine; what is done on the way is in the functions it calls. */
export class TributaryDataSource extends DataSourceApi<TributaryQuery, TributaryDataSourceOptions> {
  private readonly scope: string;
  private readonly failures = new FailureLog();

  constructor(
    private readonly settings: DataSourceInstanceSettings<TributaryDataSourceOptions>,
    private readonly engine: EngineClient = pageEngine,
    private readonly conductor: Conductor = pageConductor
  ) {
    super(settings);
    this.scope = newScope(settings.uid);
  }

  getDefaultQuery(_app: CoreApp): Partial<TributaryQuery> {
    // A copy: the editor's first edit must not reach the next new query.
    return { ...DEFAULT_QUERY, fields: DEFAULT_QUERY.fields.map((field) => ({ ...field })) };
  }

  filterQuery(query: TributaryQuery): boolean {
    return isRunnable(query);
  }

  getQueryDisplayText(query: TributaryQuery): string {
    return displayText(migrateQuery(query));
  }

  interpolateVariablesInQueries(queries: TributaryQuery[], scopedVars: ScopedVars): TributaryQuery[] {
    return queries.map((query) => interpolateQuery(migrateQuery(query), replaceVariables, scopedVars));
  }

  query(request: DataQueryRequest<TributaryQuery>): Observable<DataQueryResponse> {
    const targets = request.targets.filter(isRunnable).map((saved) => {
      const query = interpolateQuery(migrateQuery(saved), replaceVariables, request.scopedVars);
      const stream = JSON.stringify({ ...query, refId: undefined });
      return {
        query,
        events: (wants: Observable<void>) => this.events(query, request, wants),
        access: this.settings.access,
        timeZone: request.timezone,
        failedLately: (stats: StreamStats) => this.failures.isRecent(stream, stats),
      };
    });
    if (targets.length === 0) {
      return of({ key: PACKET_KEY, state: LoadingState.Done, data: [] });
    }
    const hz = Math.max(...targets.map(({ query }) => emissionsPerSecond(query, this.settings.jsonData)));
    return mergeTargets(targets, this.conductor, { intervalMs: 1000 / hz, panelId: request.panelId });
  }

  /** Gives this data source's connections new sockets, whatever the old ones do. */
  reconnect(): void {
    this.engine.reconnect(this.scope);
  }

  testDatasource(): Promise<TestDataSourceResponse> {
    return testConnection({ settings: this.settings, page: page(), engine: this.engine });
  }

  /** What the engine says of a query's stream, and why its connection does not open, if so. */
  private events(query: TributaryQuery, request: DataQueryRequest<TributaryQuery>, wants: Observable<void>) {
    const { scope, settings } = this;
    const { jsonData } = settings;
    const address = () => resolveAddress(settings, page(), query);
    const replace = (text: string) => replaceVariables(text, request.scopedVars);
    const events = defer(() => {
      const view = chartView(query, request, Date.now());
      const spec = subscriptionSpec(query, { scope, jsonData, replace, view }, address());
      return this.engine.subscribe(spec, wants);
    });
    const named = events.pipe(
      catchError((thrown) => {
        const error = aboutSettings(asEngineError(thrown, 'query-failed'), jsonData.handshake);
        return throwError(() => new TributaryError(error));
      })
    );
    return diagnosed(named, () => diagnoses.of(settings, page(), address()));
  }
}

/** One for the page: panels of several data source instances may ask about the same address. */
const diagnoses = new Diagnoses();

function page(): Page {
  return { protocol: location.protocol, host: location.host, appSubUrl: config.appSubUrl ?? '' };
}

function replaceVariables(text: string, scopedVars?: ScopedVars): string {
  return getTemplateSrv().replace(text, scopedVars);
}
