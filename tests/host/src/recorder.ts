/** Watches what the queries emit, without touching it: counts for the page, records for tests. */
import {
  createTheme,
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  FieldType,
  formattedValueToString,
  getDisplayProcessor,
  LoadingState,
  type PanelData,
  type QueryResultMetaStat,
} from '@grafana/data';
import { BehaviorSubject, finalize, type Observable, tap } from 'rxjs';
import type { PanelRecord, RunRecord, SeriesRecord } from './hostApi';

/** Records keep whole first packets: enough of them for a test, few enough for a page that is open for days. */
const RUNS_KEPT = 50;

export class RunRecorder {
  readonly runs: RunRecord[] = [];
  readonly packets = new BehaviorSubject(0);
  latest?: PanelData;

  watch(request: DataQueryRequest, results: Observable<PanelData>): Observable<PanelData> {
    const run: RunRecord = {
      requestId: request.requestId,
      panelId: request.panelId || undefined,
      packets: 0,
      states: [],
      ended: false,
    };
    this.runs.push(run);
    this.runs.splice(0, this.runs.length - RUNS_KEPT);
    return results.pipe(
      tap((data) => this.record(run, data)),
      finalize(() => (run.ended = true))
    );
  }

  private record(run: RunRecord, data: PanelData): void {
    if (run.states.at(-1) !== data.state) {
      run.states.push(data.state);
    }
    if (data.state === LoadingState.Loading) {
      return;
    }
    this.latest = data;
    run.packets += 1;
    if (!run.first && data.series.some((frame) => frame.length > 0)) {
      run.first = toRecord(data);
    }
    this.packets.next(this.packets.value + 1);
  }
}

export function errorsOf(data: Pick<PanelData, 'error' | 'errors'> | undefined): DataQueryError[] {
  return data?.errors ?? (data?.error ? [data.error] : []);
}

export function toRecord(data: PanelData): PanelRecord {
  return {
    state: data.state,
    series: data.series.map(toSeriesRecord),
    errors: errorsOf(data).map(({ refId, message }) => ({ refId, message: message ?? '' })),
    range: { from: data.timeRange.from.valueOf(), to: data.timeRange.to.valueOf() },
  };
}

function toSeriesRecord(frame: DataFrame): SeriesRecord {
  return {
    refId: frame.refId,
    name: frame.name,
    length: frame.length,
    fields: frame.fields.map(({ name, type, labels, values }) => ({ name, type, labels, values: [...values] })),
    notices: (frame.meta?.notices ?? []).map(({ severity, text }) => ({ severity, text })),
    stats: Object.fromEntries((frame.meta?.stats ?? []).map((stat) => [stat.displayName, worded(stat)])),
  };
}

/** The panels' own has no say in words. */
const THEME = createTheme();

/** As Grafana's inspector does it. */
function worded(stat: QueryResultMetaStat): string {
  const display = getDisplayProcessor({ field: { type: FieldType.number, config: stat }, theme: THEME });
  return formattedValueToString(display(stat.value));
}
