import {
  type DataFrame,
  type Field,
  FieldType,
  type PreferredVisualisationType,
  type QueryResultMetaStat,
} from '@grafana/data';

import { type Column, type ConnectionStatus, type Snapshot, type StreamStats } from '../engine/protocol';
import { type QueryFormat, type TributaryQuery } from '../types';
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
      stats: counters(snapshot?.stats, status, about.updatesPerSecond),
      // For the query's editor.
      custom: { connection: status },
    },
  };
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

/** What the query inspector shows: what is always there, and what is out of the ordinary only where there is any. */
function counters(
  stats: StreamStats | undefined,
  status: ConnectionStatus | undefined,
  updatesPerSecond = 0
): QueryResultMetaStat[] {
  const all: QueryResultMetaStat[] = [];
  if (stats) {
    all.push(
      { displayName: 'Messages received', value: stats.messages },
      { displayName: 'Rows made', value: stats.rows },
      { displayName: 'Rows dropped (capacity or age)', value: stats.dropped },
      { displayName: 'Messages filtered out', value: stats.filtered },
      { displayName: 'Messages without a row', value: stats.rowless },
      { displayName: 'Messages that could not be read', value: stats.failed },
      { displayName: 'Values that did not fit their type', value: stats.unconverted }
    );
  }
  if (status) {
    all.push({ displayName: 'Reconnects', value: status.reconnects });
  }
  const seldom = [
    { displayName: 'Outages within the rows', value: stats?.gaps ?? 0 },
    { displayName: 'Rows that came too late to be sorted in', value: stats?.late ?? 0 },
    { displayName: 'Messages that could not be sent', value: status?.unsent ?? 0 },
    { displayName: 'Updates per second (the page is busy)', value: updatesPerSecond, decimals: 1 },
  ];
  return [...all, ...seldom.filter(({ value }) => value > 0)];
}
