import { type DataQueryRequest } from '@grafana/data';

import { type ViewSpec } from '../engine/protocol';
import { type TributaryQuery } from '../types';

/** Ranges are told apart by whole seconds: Grafana computes both ends of one anew each time it asks. */
const STEP_MS = 1000;

/** A beginning that moves on with the time: `now-5m`, but not `now/d`. */
const MOVES = /^now(-\d+\w)?$/;

/**
 * What the chart of a query shows, where that is known to be a chart: only then is a large buffer thinned out, and
 * only by rows that could not be told apart. Absent: all that is buffered.
 */
export function chartView(
  { format, decimate }: Pick<TributaryQuery, 'format' | 'decimate'>,
  { maxDataPoints, range }: Partial<Pick<DataQueryRequest, 'maxDataPoints' | 'range'>>,
  now: number
): ViewSpec | undefined {
  const from = range?.from.valueOf() ?? NaN;
  if (format !== 'timeseries' || decimate === false || !maxDataPoints || maxDataPoints < 1 || Number.isNaN(from)) {
    return undefined;
  }
  const end = Math.max(range?.to.valueOf() ?? now, now);
  const view = {
    points: Math.floor(maxDataPoints),
    spanMs: Math.max(STEP_MS, Math.round((end - from) / STEP_MS) * STEP_MS),
  };
  return MOVES.test(String(range?.raw.from)) ? view : { ...view, fromMs: Math.max(0, Math.floor(from)) };
}
