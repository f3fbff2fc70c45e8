import { type DataFrame, type Field, FieldType, type PreferredVisualisationType } from '@grafana/data';

import { type EngineState } from '../engine/client';
import { type Column, type ConnectionStatus, type Snapshot } from '../engine/protocol';
import { type QueryFormat, type TributaryQuery } from '../types';
import { counters } from './counters';
import { decodeColumn } from './decode';
import { notices, type StreamState } from './notices';
import { silentFields } from './silentFields';

const FIELD_TYPES: Record<Column['type'], FieldType> = {
  number: FieldType.number,
  string: FieldType.string,
  boolean: FieldType.boolean,
  time: FieldType.time,
  // Its text: a panel that wants the object parses it, and most show it.
  json: FieldType.string,
};

const VISUALISATIONS: Record<QueryFormat, PreferredVisualisationType> = {
  timeseries: 'graph',
  table: 'table',
  logs: 'logs',
};

/**
 * A stream's buffer as a new data frame: Grafana writes into the frames it is given, so nothing of it is shared
 * between emissions or panels, while names and config stay the same.
 *
 * Before the first row the frame has no fields and only says how the connection is.
 */
export function toDataFrame(
  snapshot: Snapshot | undefined,
  status: ConnectionStatus | undefined,
  query: Pick<TributaryQuery, 'refId' | 'format'> & Partial<Pick<TributaryQuery, 'path' | 'fields'>>,
  about: Pick<StreamState, 'access' | 'failuresAreOld' | 'diagnosis' | 'failure' | 'timeZone'> & {
    /** Where the page's pace holds the panel back: how often it is told. */
    updatesPerSecond?: number;
    engine?: EngineState;
  } = {}
): DataFrame {
  const length = snapshot?.length ?? 0;
  // Before the first row the columns' types are not settled: fields shown then might change their type afterwards.
  const columns = snapshot && snapshot.stats.rows > 0 ? snapshot.columns : [];
  const fields = columns.map((column) => toField(column, length));
  return {
    refId: query.refId,
    length,
    fields,
    meta: {
      preferredVisualisationType: visualisation(query.format, fields),
      notices: notices({
        ...about,
        status,
        stats: snapshot?.stats,
        length,
        path: query.path,
        silent: snapshot && silentFields(snapshot, query.fields ?? []),
      }),
      stats: counters(snapshot, status, about.engine, about.updatesPerSecond),
      // For the query's editor.
      custom: { connection: status, buffer: snapshot && bufferState(snapshot) },
    },
  };
}

/** What a stream's buffer holds and takes. */
export interface BufferState {
  rows: number;
  bytes: number;
  /** How many of the rows are shown, where those are fewer. */
  shown?: number;
}

function bufferState({ length, selected, stats }: Snapshot): BufferState {
  return { rows: selected?.of ?? length, bytes: stats.memory, shown: selected && length };
}

function toField(column: Column, length: number): Field {
  return { name: column.name, type: FIELD_TYPES[column.type], config: {}, values: decodeColumn(column, length) };
}

function visualisation(format: QueryFormat | undefined, fields: Field[]): PreferredVisualisationType {
  if (format) {
    return VISUALISATIONS[format];
  }
  return fields.some((field) => field.type === FieldType.number) ? 'graph' : 'table';
}
