import { MappingType, type QueryResultMetaStat } from '@grafana/data';

import { type EngineState } from '../engine/client';
import { type ConnectionStatus, type Snapshot } from '../engine/protocol';

/** What the query inspector shows: what is always there, and what is out of the ordinary only where there is any. */
export function counters(
  snapshot: Pick<Snapshot, 'length' | 'selected' | 'stats'> | undefined,
  status: ConnectionStatus | undefined,
  engine: EngineState | undefined,
  updatesPerSecond = 0
): QueryResultMetaStat[] {
  const all: QueryResultMetaStat[] = [];
  const stats = snapshot?.stats;
  if (snapshot) {
    const { stats } = snapshot;
    all.push(
      { displayName: 'Messages received', value: stats.messages },
      { displayName: 'Rows made', value: stats.rows },
      { displayName: 'Rows dropped (capacity or age)', value: stats.dropped },
      { displayName: 'Messages filtered out', value: stats.filtered },
      { displayName: 'Messages without a row', value: stats.rowless },
      { displayName: 'Messages that could not be read', value: stats.failed },
      { displayName: 'Values that did not fit their type', value: stats.unconverted },
      { displayName: 'Rows in the buffer', value: snapshot.selected?.of ?? snapshot.length },
      { displayName: 'Memory of the buffer', value: stats.memory, unit: 'bytes' }
    );
  }
  if (status) {
    all.push({ displayName: 'Reconnects', value: status.reconnects });
  }
  const shown = snapshot?.selected ? snapshot.length : 0;
  const seldom = [
    { displayName: 'Rows shown of them (as many as the chart can tell apart)', value: shown },
    { displayName: 'Outages within the rows', value: stats?.gaps ?? 0 },
    { displayName: 'Rows that came too late to be sorted in', value: stats?.late ?? 0 },
    { displayName: 'Messages that could not be sent', value: status?.unsent ?? 0 },
    { displayName: 'Updates per second (the page is busy)', value: updatesPerSecond, decimals: 1 },
    { displayName: 'Engine restarts', value: engine?.restarts ?? 0 },
    { displayName: 'Rows lost with them', value: engine?.rowsLost ?? 0 },
  ];
  return [...all, ...seldom.filter(({ value }) => value > 0), ...place(engine)];
}

/** The inspector shows numbers alone, and texts that numbers are mapped to. */
function place(engine: EngineState | undefined): QueryResultMetaStat[] {
  const text = engine?.onMainThread;
  return text === undefined
    ? []
    : [
        {
          displayName: 'The engine runs on the main thread',
          value: 1,
          mappings: [{ type: MappingType.ValueToText, options: { 1: { text } } }],
        },
      ];
}
