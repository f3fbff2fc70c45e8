/**
 * Model of Grafana's `runRequest`, which npm does not have: how response packets become panel data.
 *
 * The contract it models:
 * - a packet replaces the earlier one of the same key (its `key`, else its first frame's refId, else `A`); packets of
 *   other keys stay, so the panel shows all of them together;
 * - a packet without a state means Done, and the state of the last packet is the panel's;
 * - one packet with an error puts the panel into the Error state until the same key is replaced;
 * - while streaming with a relative range, each packet gets the range computed anew;
 * - after 200 ms without a packet the panel is told that it is loading.
 */
import {
  CoreApp,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  dateMath,
  LoadingState,
  type PanelData,
  type TimeRange,
  toDataFrame,
} from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { catchError, connect, defer, from, map, merge, type Observable, of, scan, takeUntil, timer } from 'rxjs';

const LOADING_AFTER_MS = 200;

interface Received {
  /** The packets that count, by key. */
  packets: ReadonlyMap<string, DataQueryResponse>;
  /** The one that came last: its state is the panel's. */
  newest?: DataQueryResponse;
}

export function runRequest(dataSource: DataSourceApi, request: DataQueryRequest): Observable<PanelData> {
  const loading: PanelData = { state: LoadingState.Loading, series: [], request, timeRange: request.range };
  const targets = queriesToRun(dataSource, request);
  if (targets.length === 0) {
    return of({ ...loading, state: LoadingState.Done });
  }

  let latest = loading;
  const results = defer(() => from(dataSource.query({ ...request, targets }))).pipe(
    scan(receive, { packets: new Map() }),
    map((received) => (latest = toPanelData(received, request))),
    catchError((error: unknown) => of({ ...latest, state: LoadingState.Error, error: toDataQueryError(error) }))
  );
  // `connect` subscribes to the timer before the query runs: a packet that is emitted at once is not lost.
  return results.pipe(
    connect((shared) =>
      merge(
        shared,
        timer(LOADING_AFTER_MS).pipe(
          map(() => loading),
          takeUntil(shared)
        )
      )
    )
  );
}

/** Targets with the data source's default query beneath them, without those that it filters out. */
function queriesToRun(dataSource: DataSourceApi, request: DataQueryRequest): DataQueryRequest['targets'] {
  const defaults = dataSource.getDefaultQuery?.(CoreApp.Dashboard);
  return request.targets
    .map((target) => ({ ...defaults, ...target }))
    .filter((target) => dataSource.filterQuery?.(target) ?? true);
}

function receive({ packets }: Received, packet: DataQueryResponse): Received {
  const key = packet.key ?? (packet.data[0] as DataFrame | undefined)?.refId ?? 'A';
  return { packets: new Map(packets).set(key, packet), newest: packet };
}

function toPanelData({ packets, newest }: Received, request: DataQueryRequest): PanelData {
  const all = [...packets.values()];
  const failed = all.filter((packet) => packet.error ?? packet.errors?.length).at(-1);
  const state = failed ? LoadingState.Error : (newest?.state ?? LoadingState.Done);
  return {
    state,
    series: all.flatMap((packet) => packet.data.map((frame) => toDataFrame(frame))),
    error: failed?.error,
    errors: failed?.errors,
    request,
    timeRange: state === LoadingState.Streaming ? rangeNow(request.range) : request.range,
  };
}

/** `now-5m` means something else with each packet; an absolute range stays as it is. */
function rangeNow(range: TimeRange): TimeRange {
  const { from, to } = range.raw;
  if (typeof from !== 'string') {
    return range;
  }
  return {
    raw: range.raw,
    from: dateMath.toDateTime(from, { roundUp: false }) ?? range.from,
    to: dateMath.toDateTime(to, { roundUp: true }) ?? range.to,
  };
}
