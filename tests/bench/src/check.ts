import { type Column, type Snapshot } from '../../../ts-shim/src/engine/protocol';
import { type Cell } from './shapes';

/** Throws where a snapshot is not exactly these columns, or a message has failed. */
export function check(snapshot: Snapshot, expected: Cell[][]) {
  const { columns, stats } = snapshot;
  if (stats.failed > 0 || stats.rowless > 0 || stats.unconverted > 0) {
    throw new Error(`the engine has not taken every message: ${JSON.stringify(stats)}`);
  }
  if (columns.length !== expected.length) {
    throw new Error(`the engine has ${columns.length} columns, not ${expected.length}`);
  }
  columns.forEach((column, i) => compare(column, cells(column, snapshot.length), expected[i] ?? []));
}

function compare({ name }: Column, got: Cell[], wanted: Cell[]) {
  if (got.length !== wanted.length) {
    throw new Error(`column ${name} has ${got.length} rows, not ${wanted.length}`);
  }
  const row = got.findIndex((cell, i) => cell !== wanted[i]);
  if (row >= 0) {
    throw new Error(`column ${name}, row ${row}: ${got[row]}, not ${wanted[row]}`);
  }
}

function cells({ values, validity }: Column, length: number): Cell[] {
  const valid = validity && new Uint8Array(validity);
  const read = reader(values);
  return Array.from({ length }, (_, row) => (valid === undefined || bit(valid, row) ? read(row) : null));
}

function reader(values: Column['values']): (row: number) => Cell {
  switch (values.encoding) {
    case 'f64': {
      const numbers = new Float64Array(values.data);
      return (row) => numbers[row] ?? null;
    }
    case 'bits': {
      const bits = new Uint8Array(values.data);
      return (row) => bit(bits, row);
    }
    case 'dictionary': {
      const codes = new Uint32Array(values.codes);
      const texts = textsOf(values.offsets, values.bytes);
      return (row) => texts[codes[row] ?? 0] ?? null;
    }
    case 'utf8': {
      const texts = textsOf(values.offsets, values.bytes);
      return (row) => texts[row] ?? null;
    }
  }
}

function textsOf(offsets: ArrayBuffer, bytes: ArrayBuffer): string[] {
  const [ends, decoder] = [new Uint32Array(offsets), new TextDecoder()];
  return Array.from(ends.subarray(1), (end, i) => decoder.decode(new Uint8Array(bytes).subarray(ends[i], end)));
}

function bit(bits: Uint8Array, row: number): boolean {
  return (((bits[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;
}
