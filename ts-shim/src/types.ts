import { type DataSourceJsonData } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';

/** The saved query's current shape; older shapes are migrated on read (`query/migrate.ts`). */
export const QUERY_VERSION = 1;

/** Rows a query keeps when its `buffer` says nothing. */
export const DEFAULT_BUFFER_ROWS = 1000;

/** The most rows that a query may keep. */
export const MAX_BUFFER_ROWS = 1_000_000;

/** A name and a plain (not secret) value: a query parameter. */
export interface NameValue {
  name: string;
  value: string;
}

/** What a field's values are converted to; `auto` settles from the first values. */
export type FieldType = (typeof FIELD_TYPES)[number];

export const FIELD_TYPES = ['auto', 'number', 'string', 'boolean', 'time', 'json'] as const;

/** What a field is for: the row's time, a value, or a label that tells series apart. */
export type FieldRole = (typeof FIELD_ROLES)[number];

export const FIELD_ROLES = ['value', 'time', 'label'] as const;

/** One column of a query. */
export interface TributaryField {
  /** JSONPath, from `$` (the message) or `@` (the row). */
  path: string;
  /** What the editor calls Alias; absent: the end of the path, as much as tells it apart. */
  name?: string;
  type: FieldType;
  role: FieldRole;
  /** How a time is written; absent: recognised by its form. */
  timeFormat?: string;
  /** JSONPath of the nanoseconds that belong to a time in seconds. */
  nanosecondsPath?: string;
}

/** How many rows are kept, and for how long. */
export interface AppendBuffer {
  kind: 'append';
  rows: number;
  ageSeconds?: number;
}

export type BufferSpec = AppendBuffer;

export type QueryFormat = 'timeseries' | 'table' | 'logs';

/**
 * A saved query. Dashboards depend on it: members are added, never renamed.
 *
 * `path` and `params` extend the data source's address; `subscribe` and `unsubscribe` are text frames; `where` and
 * `rows` are JSONPath.
 */
export interface TributaryQuery extends DataQuery {
  version: number;
  path?: string;
  params?: NameValue[];
  subscribe?: string;
  unsubscribe?: string;
  where?: string;
  rows?: string;
  fields: TributaryField[];
  buffer?: BufferSpec;
  format?: QueryFormat;
  sortWindowMs?: number;
  maxHz?: number;
  decimate?: boolean;
  backfill?: { path: string; rows?: string; fields?: TributaryField[] };
}

/** A new query: each message's own JSON text beside the time it came. */
export const DEFAULT_QUERY: Omit<TributaryQuery, 'refId'> = {
  version: QUERY_VERSION,
  fields: [{ path: '$', type: 'auto', role: 'value' }],
};

/** How a lost connection is tried again; all in milliseconds. */
export interface ReconnectSettings {
  baseMs?: number;
  capMs?: number;
  stableMs?: number;
  connectTimeoutMs?: number;
  /** How long an open connection may be silent; 0: for ever; absent: as long as is usual for it, and then some. */
  idleTimeoutMs?: number;
  /** What a close code means here, by code: 1000, 3000 to 4999. */
  closeCodes?: Record<string, 'retry' | 'stop'>;
}

/** What is done after each open, in order, before any query's stream is subscribed to. */
export type HandshakeStep =
  /** A template to send. */
  | { send: string }
  /** What the server's answer must match: a JSONPath that selects something, or how the message starts. */
  | { await: string; withinSeconds?: number };

/** What is done whenever there is cause. */
export type HandshakeRule =
  | { everySeconds: number; send: string }
  | { when: string; send: string }
  /** Gives the connection up, for this reason; it is tried again only if `retry` says so. */
  | { when: string; fail: string; retry?: boolean };

/** What is said on a connection before, and beside, its streams' own messages. */
export interface Handshake {
  preset?: string;
  options?: Record<string, string>;
  steps?: HandshakeStep[];
  rules?: HandshakeRule[];
}

/** Names of numbered settings; their secret values are in `secureJsonData` under the matching name. */
type NumberedNames = {
  [name in `httpHeaderName${number}` | `queryParamName${number}`]?: string;
};

/**
 * The data source's settings that are not secret. The address itself (`url`) and how it is reached (`access`) are
 * Grafana's own.
 */
export interface TributaryDataSourceOptions extends DataSourceJsonData, NumberedNames {
  /** Query parameters that are not secret, added to every address before the query's own. */
  params?: NameValue[];
  subprotocols?: string[];
  handshake?: Handshake;
  reconnect?: ReconnectSettings;
  /** How long a socket and a buffer outlive their last subscription. */
  linger?: { socketMs?: number; bufferMs?: number };
  limits?: Record<string, number>;
  /** The most emissions a second, 1 to 60. */
  emit?: { hz?: number };
}

/** Write-only secrets, numbered as their names in `TributaryDataSourceOptions`. */
export type TributarySecureJsonData = {
  [name in `httpHeaderValue${number}` | `queryParamValue${number}`]?: string;
};

/** The most secret query parameters: the routes `q1` to `q8` in plugin.json. */
export const MAX_SECRET_PARAMS = 8;

/** The two ways to connect as the settings call them. */
export const ACCESS_NAMES = { proxy: 'Through Grafana (proxy)', direct: 'From the browser (direct)' } as const;

/** What a data source does when its settings say nothing; all in milliseconds but `hz` and `awaitSeconds`. */
export const DEFAULTS = {
  reconnect: { baseMs: 500, capMs: 30_000, stableMs: 10_000, connectTimeoutMs: 10_000 },
  linger: { socketMs: 30_000, bufferMs: 600_000 },
  awaitSeconds: 10,
  hz: 10,
} as const;
