import { shapes as all } from '../messages.mjs';
import { type FieldSpec } from '../../../ts-shim/src/engine/protocol';

export interface Query {
  rows?: string;
  fields: FieldSpec[];
}

export type Cell = string | number | boolean | null;

/** A benchmark's messages, and what is taken from each. */
export interface Shape {
  query: Query;
  /** The same as `query`, by hand from a JSON.parse result: an array a field. */
  columns: (message: unknown) => Cell[][];
}

// `make` and the rest are the server's business; plain JavaScript has no literal types.
export const shapes = all as unknown as Record<string, Shape>;

/** How many streams of one socket are compared with one. */
export const MANY = 20;

/** Streams of four fields from the messages of `medium`, no two with a value in common but the time. */
export const manyStreams: Shape[] = Array.from({ length: MANY }, (_, i) => ({
  query: {
    fields: [
      { path: '$.ts', name: 'time', type: 'time', role: 'time' },
      { path: `$.data.book.bids[${i}][0]`, name: 'bid', type: 'number', role: 'value' },
      { path: `$.data.book.bids[${i}][1]`, name: 'size', type: 'number', role: 'value' },
      { path: `$.data.book.asks[${i}][0]`, name: 'ask', type: 'number', role: 'value' },
    ],
  },
  columns(message) {
    const { ts, data } = message as { ts: number; data: { book: { bids: number[][]; asks: number[][] } } };
    const [bid, ask] = [data.book.bids[i] ?? [], data.book.asks[i] ?? []];
    return [[ts], [bid[0] ?? null], [bid[1] ?? null], [ask[0] ?? null]];
  },
}));
