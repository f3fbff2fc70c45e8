import {
  createTheme,
  FieldType,
  formattedValueToString,
  getDisplayProcessor,
  type QueryResultMetaStat,
} from '@grafana/data';

import { type EngineState } from '../engine/client';
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

  it('say in words why the engine runs on the main thread', () => {
    expect(about({ restarts: 0, rowsLost: 0, onMainThread: 'No worker.' })).toEqual([
      ['The engine runs on the main thread', 'No worker.'],
    ]);
  });
});
