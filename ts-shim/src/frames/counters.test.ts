import {
  createTheme,
  FieldType,
  formattedValueToString,
  getDisplayProcessor,
  type QueryResultMetaStat,
} from '@grafana/data';

import { type EngineState } from '../engine/client';
import { type Snapshot } from '../engine/protocol';
import { prices } from '../testing/snapshots';
import { counters } from './counters';

/** As Grafana's query inspector words a line. */
function worded(stat: QueryResultMetaStat): [string, string] {
  const display = getDisplayProcessor({ field: { type: FieldType.number, config: stat }, theme: createTheme() });
  return [stat.displayName, formattedValueToString(display(stat.value))];
}

const about = (engine: EngineState | undefined) => counters(undefined, undefined, engine).map(worded);

describe('counters', () => {
  it('say nothing of an engine that is as it should be', () => {
    expect(about(undefined)).toEqual([]);
  });

  it('count restarts, and the rows that they cost, where there are any', () => {
    expect(about({ restarts: 2, rowsLost: 12 })).toEqual([
      ['Engine restarts', '2'],
      ['Rows lost with them', '12'],
    ]);
    expect(about({ restarts: 1, rowsLost: 0 })).toEqual([['Engine restarts', '1']]);
  });

  it('tell what the buffer holds and takes, and how much of it is shown where that is less', () => {
    const all = prices(1, 2, 3);
    const told = (snapshot: Snapshot) => counters(snapshot, undefined, undefined).map(worded).slice(7);
    expect(told({ ...all, stats: { ...all.stats, memory: 12_000_000 } })).toEqual([
      ['Rows in the buffer', '3'],
      ['Memory of the buffer', '11.4 MiB'],
    ]);
    expect(told({ ...all, selected: { of: 1_000_000, bucketMs: 1200 } })).toEqual([
      ['Rows in the buffer', '1000000'],
      ['Memory of the buffer', '0 B'],
      ['Rows shown of them (as many as the chart can tell apart)', '3'],
    ]);
  });

  it('say in words why the engine runs on the main thread', () => {
    expect(about({ restarts: 0, rowsLost: 0, onMainThread: 'No worker.' })).toEqual([
      ['The engine runs on the main thread', 'No worker.'],
    ]);
  });
});
