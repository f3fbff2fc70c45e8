import {
  type CloseReason,
  type Column,
  type ConnectionStatus,
  type Snapshot,
  type StreamStats,
  type SubscriptionSpec,
} from '../engine/protocol';
import { type FieldRole } from '../types';

export function snapshot(columns: Column[], length: number, stats: Partial<StreamStats> = {}): Snapshot {
  const none = {
    messages: 0,
    rows: 0,
    filtered: 0,
    rowless: 0,
    failed: 0,
    unconverted: 0,
    misfits: [],
    dropped: 0,
    deleted: 0,
    late: 0,
    keyless: 0,
    keysOverLimit: 0,
    seriesOverLimit: 0,
    gaps: 0,
    memory: 0,
  };
  return { length, columns, stats: { ...none, messages: length, rows: length, ...stats } };
}

/** The snapshot of a query with one numeric field: the first row's time is 1000, each next one's a second later. */
export function prices(...values: Array<number | null>): Snapshot {
  const times = values.map((_, row) => 1000 * (row + 1));
  return snapshot([numbers('time', times, 'time'), numbers('price', values)], values.length);
}

export function numbers(name: string, values: Array<number | null>, role: FieldRole = 'value'): Column {
  const type = role === 'time' ? 'time' : 'number';
  const data = Float64Array.from(values, (value) => value ?? 0).buffer;
  return { name, type, role, values: { encoding: 'f64', data }, validity: validity(values) };
}

export function booleans(name: string, values: Array<boolean | null>): Column {
  return {
    name,
    type: 'boolean',
    role: 'value',
    values: { encoding: 'bits', data: bits(values.map((value) => value === true)) },
    validity: validity(values),
  };
}

export function json(name: string, values: Array<string | null>): Column {
  const texts = values.map((value) => value ?? '');
  return {
    name,
    type: 'json',
    role: 'value',
    values: { encoding: 'utf8', ...utf8(texts) },
    validity: validity(values),
  };
}

export function strings(name: string, values: Array<string | null>): Column {
  const entries = [...new Set(values.filter((value) => value !== null))];
  const codes = Uint32Array.from(values, (value) => (value === null ? 0 : entries.indexOf(value))).buffer;
  return {
    name,
    type: 'string',
    role: 'value',
    values: { encoding: 'dictionary', codes, ...utf8(entries) },
    validity: validity(values),
  };
}

export function closed(text: string, code = 1006): CloseReason {
  return { code, reason: '', text };
}

/** What a connection counts before anything has happened to it. */
export const COUNTS = { attempt: 0, reconnects: 0, unsent: 0 };

export const OPEN: ConnectionStatus = { ...COUNTS, state: 'open', sinceMs: 0, protocol: '' };

export const CONNECTING: ConnectionStatus = { ...COUNTS, state: 'connecting' };

/** A connection that waits for its next attempt. */
export function waiting(text: string, attempt = 1, code = 1006): ConnectionStatus {
  return { ...COUNTS, state: 'waiting', attempt, retryAtMs: 0, reason: closed(text, code) };
}

/** A connection that is not tried again. */
export function stopped(text: string, code = 1006): ConnectionStatus {
  return { ...COUNTS, state: 'stopped', reason: closed(text, code) };
}

/** A subscription that differs from others by its address only. */
export function spec(url = 'wss://feed.example/ticker'): SubscriptionSpec {
  return {
    connection: {
      scope: 'uid',
      url,
      protocols: [],
      lingerMs: 0,
      reconnect: { baseMs: 1, capMs: 1, stableMs: 1, connectTimeoutMs: 1, closeCodes: [] },
      handshake: [],
    },
    stream: { fields: [{ path: '$', type: 'auto', role: 'value' }], buffer: { kind: 'append', rows: 1 }, lingerMs: 0 },
  };
}

function utf8(texts: string[]): { offsets: ArrayBuffer; bytes: ArrayBuffer } {
  const encoded = texts.map((text) => Array.from(new TextEncoder().encode(text)));
  const offsets = encoded.reduce<number[]>((ends, bytes) => [...ends, ends[ends.length - 1] + bytes.length], [0]);
  return { offsets: Uint32Array.from(offsets).buffer, bytes: Uint8Array.from(encoded.flat()).buffer };
}

function validity(values: unknown[]): ArrayBuffer | undefined {
  return values.includes(null) ? bits(values.map((value) => value !== null)) : undefined;
}

function bits(values: boolean[]): ArrayBuffer {
  const bytes = new Uint8Array(Math.ceil(values.length / 8));
  values.forEach((value, index) => {
    bytes[index >> 3] |= value ? 1 << (index & 7) : 0;
  });
  return bytes.buffer;
}
