// The messages between the shim and the engine, as ARCHITECTURE.md agrees them. Plain objects and ArrayBuffers only:
// once Grafana has loaded any sandboxed plugin, typed arrays posted to a worker arrive as plain objects.

import { type EngineError } from '../errors';
import { type AppendBuffer, type FieldRole, type FieldType } from '../types';

export type { EngineError };

export type EngineRequest =
  /** First, once; answered by `started` or `failed`. `wasmUrl` is absolute. */
  | { type: 'start'; wasmUrl: string; seed: number }
  /** `id` is chosen by the shim, unique per page. */
  | { type: 'subscribe'; id: number; spec: SubscriptionSpec }
  /** Unknown and repeated ids are ignored. */
  | { type: 'unsubscribe'; id: number }
  /**
   * Each may be sent its rows once more, as soon as there is something new. Subscribing wants once: what answers it is
   * sent at once, also of an empty buffer. To want again before the answer changes nothing.
   */
  | { type: 'want'; ids: number[] }
  /** The user wants new sockets for a data source instance's connections, whatever the old ones do. */
  | { type: 'reconnect'; scope: string }
  /** The page is looked at again, has the network back, or goes on after it stood still. */
  | { type: 'resume' }
  /** The page is put away, and kept only if it has no sockets. */
  | { type: 'suspend' }
  /** Answered by `pong`: is anybody there? */
  | { type: 'ping' };

/** Events travel as arrays: what is emitted in one turn is one message. */
export type EngineEvent =
  | { type: 'started' }
  /** The engine cannot run at all, or no longer: nothing else follows. */
  | { type: 'failed'; error: EngineError }
  | { type: 'pong' }
  | RowsEvent
  /** What was counted anew, for those that wanted it: the rows are as they were. */
  | { type: 'counters'; ids: number[]; stats: StreamStats }
  | StatusEvent
  /** Nothing is left in the engine, neither socket nor buffer. Its memory does not become smaller by itself. */
  | { type: 'idle'; memoryBytes: number }
  /** This subscription is unusable: nothing else follows. */
  | { type: 'error'; id: number; error: EngineError };

/** The whole buffer of a stream, for those of its subscriptions that wanted it. */
export interface RowsEvent {
  type: 'rows';
  ids: number[];
  snapshot: Snapshot;
}

/** Sent whenever the connection's state changes, and once after each subscribe. */
export interface StatusEvent {
  type: 'status';
  ids: number[];
  status: ConnectionStatus;
}

export interface SubscriptionSpec {
  connection: ConnectionSpec;
  stream: StreamSpec;
  /** What of the buffer a chart shows; absent: all of it. */
  view?: ViewSpec;
}

/** What a chart shows. Of a large buffer it is sent no more than four rows for each point and series. */
export interface ViewSpec {
  /** How many points stand side by side. */
  points: number;
  /** How much time it shows. */
  spanMs: number;
  /** Where that begins; absent: it ends now. */
  fromMs?: number;
}

export interface ConnectionSpec {
  /** The data source instance's own: neither two data sources nor two states of one's settings share a socket. */
  scope: string;
  /** Absolute `ws:` or `wss:`, already resolved and checked. */
  url: string;
  protocols: string[];
  /** How long the socket outlives its last subscription. */
  lingerMs: number;
  reconnect: {
    baseMs: number;
    capMs: number;
    stableMs: number;
    connectTimeoutMs: number;
    /** 0: never; absent: after a silence that is long for the connection. */
    idleTimeoutMs?: number;
    /** What codes mean here: `retry 4401`, `stop 1000`. */
    closeCodes: string[];
  };
  /** What is said before, and beside, the streams' own messages, as words; see `query/handshake.ts`. */
  handshake: string[];
}

export interface StreamSpec {
  /**
   * A template of a text frame, sent for this stream whenever the connection is open; without `where` it also makes
   * the socket the stream's own, since nothing tells its messages apart.
   */
  subscribe?: string;
  /** A template of a text frame, sent when nobody has wanted the stream for a while and the socket stays. */
  unsubscribe?: string;
  where?: string;
  rows?: string;
  fields: FieldSpec[];
  buffer: AppendBuffer;
  /** Rows stand in the order of their times, and those further behind the newest are dropped; absent: as they came. */
  sortWindowMs?: number;
  /** How long the buffer outlives its last subscription. */
  lingerMs: number;
}

export interface FieldSpec {
  path: string;
  name?: string;
  type: FieldType;
  role: FieldRole;
  timeFormat?: string;
  nanosecondsPath?: string;
}

export interface Snapshot {
  /** Rows, oldest first. */
  length: number;
  /** The time column first; the rest in the order of the query's fields. */
  columns: Column[];
  /** Where the query has label fields. */
  series?: Series;
  /** These rows were picked for a view: `of` so many, at most four for each series from so much time. Absent: all. */
  selected?: { of: number; bucketMs: number };
  stats: StreamStats;
}

/** Which series each row belongs to: one per label set. */
export interface Series {
  /** A u32 per row: which of `labels` is the row's. */
  codes: ArrayBuffer;
  /** Of the label fields. */
  names: string[];
  /** By code: a value per name, null where the row has none; null where a code is free. */
  labels: Array<Array<string | number | boolean | null> | null>;
}

export interface Column {
  name: string;
  type: 'number' | 'string' | 'boolean' | 'time' | 'json';
  role: FieldRole;
  values: ColumnValues;
  /** A bit per row, least significant first, 1 where there is a value; absent: every row has one. */
  validity?: ArrayBuffer;
}

export type ColumnValues =
  /** Numbers; times in milliseconds since the epoch. */
  | { encoding: 'f64'; data: ArrayBuffer }
  /** Booleans, a bit per row, least significant first. */
  | { encoding: 'bits'; data: ArrayBuffer }
  /** A u32 code per row into entries that u32 `offsets` (entries + 1) cut out of `bytes`. */
  | { encoding: 'dictionary'; codes: ArrayBuffer; offsets: ArrayBuffer; bytes: ArrayBuffer }
  /** Row i is `bytes` from `offsets[i]` to `offsets[i + 1]`. */
  | { encoding: 'utf8'; offsets: ArrayBuffer; bytes: ArrayBuffer };

/** Counted since the stream was made. */
export interface StreamStats {
  /** Messages received on the connection while this stream was there. */
  messages: number;
  /** Rows committed to the buffer. */
  rows: number;
  /** Messages that `where` did not select. */
  filtered: number;
  /** Messages in which no value field (or `rows`) selected anything. */
  rowless: number;
  /** Messages that are not JSON, or over a limit. */
  failed: number;
  /** Values that their column's type could not take: null. */
  unconverted: number;
  /** The same by column, for those that have any. */
  misfits: Misfit[];
  /** Rows that left the buffer, by capacity or age. */
  dropped: number;
  /** Rows that a delete condition took from a buffer of latest rows. */
  deleted: number;
  /** Rows that came later than the sort window allows. */
  late: number;
  /** Rows with a null in their key. */
  keyless: number;
  /** Rows of further keys than a buffer may hold. */
  keysOverLimit: number;
  /** Rows of further label sets than a buffer may hold. */
  seriesOverLimit: number;
  /** Outages that stand in the buffer as a row of nulls, so that no line is drawn over them. */
  gaps: number;
  /** What the buffer takes now, about, in bytes. */
  memory: number;
  lastFailure?: { code: string; message: string; position?: number; sample: string };
}

/** Values that a column's type could not take. */
export interface Misfit {
  column: string;
  type: Column['type'];
  count: number;
  /** The latest one's JSON text, at most 200 bytes of it. */
  sample: string;
}

export type ConnectionStatus = ConnectionCounts &
  (
    | { state: 'connecting' }
    /** The socket is open, and a step of the handshake (counted from 1) waits for the server. */
    | { state: 'greeting'; step: number }
    /** `silentSinceMs`: when the last message came, if that is long ago for this connection. */
    | { state: 'open'; sinceMs: number; protocol: string; silentSinceMs?: number }
    | { state: 'waiting'; retryAtMs: number; reason: CloseReason }
    | { state: 'stopped'; reason: CloseReason }
  );

export interface ConnectionCounts {
  /** How many attempts have failed since the last connection that stayed open; 0 at first. */
  attempt: number;
  /** How often the connection has come back. */
  reconnects: number;
  /** Frames that were not sent: too many waited, or a value for them was missing. */
  unsent: number;
}

/** The code where no close frame came: RFC 6455, section 7.4.1. */
export const NO_CLOSE_FRAME = 1006;

export interface CloseReason {
  /** RFC 6455, section 7.4. */
  code: number;
  /** What the server said. */
  reason: string;
  /** For people. */
  text: string;
}

/** The buffers of events that their receiver can take over instead of copying. */
export function transferables(events: EngineEvent[]): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { values, validity } of events.flatMap((event) => (event.type === 'rows' ? event.snapshot.columns : []))) {
    for (const member of [...Object.values(values), validity]) {
      if (typeof member === 'object') {
        buffers.add(member);
      }
    }
  }
  // Of an empty column nothing is worth transferring, and two columns may share one empty buffer.
  return [...buffers].filter((buffer) => buffer.byteLength > 0);
}
