import { type Column, type ColumnValues } from '../engine/protocol';

// One for all: making a decoder costs more than most of what it decodes. A byte order mark is the message's own.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * A column's values as Grafana takes them: a new plain array with `null` where there is none. Never a typed array:
 * panels draw its NaN as 0, and snapshots of dashboards turn it into an object.
 */
export function decodeColumn(column: Column, length: number): unknown[] {
  const values = decodeValues(column.values, length);
  if (column.validity) {
    const validity = new Uint8Array(column.validity);
    for (let row = 0; row < length; row++) {
      if (!bit(validity, row)) {
        values[row] = null;
      }
    }
  }
  return values;
}

function decodeValues(values: ColumnValues, length: number): unknown[] {
  switch (values.encoding) {
    case 'f64':
      return Array.from(new Float64Array(values.data, 0, length));
    case 'bits': {
      const bits = new Uint8Array(values.data);
      return Array.from({ length }, (_, row) => bit(bits, row));
    }
    case 'dictionary': {
      const entries = decodeStrings(values.offsets, values.bytes);
      // A row without a value may carry any code; its entry is then not there, and `validity` says so.
      return Array.from(new Uint32Array(values.codes, 0, length), (code) => entries[code] ?? null);
    }
    case 'utf8':
      return decodeStrings(values.offsets, values.bytes);
  }
}

function decodeStrings(offsetsBuffer: ArrayBuffer, bytesBuffer: ArrayBuffer): string[] {
  const offsets = new Uint32Array(offsetsBuffer);
  const bytes = new Uint8Array(bytesBuffer);
  const all = decoder.decode(bytes);
  // As many characters as bytes: all ASCII, so the offsets hold in the text too, and one decoding does for all.
  const cut =
    all.length === bytes.length
      ? (from: number, to: number) => all.slice(from, to)
      : (from: number, to: number) => decoder.decode(bytes.subarray(from, to));
  return Array.from({ length: Math.max(offsets.length - 1, 0) }, (_, index) => cut(offsets[index], offsets[index + 1]));
}

function bit(bits: Uint8Array, index: number): boolean {
  return ((bits[index >> 3] >> (index & 7)) & 1) === 1;
}
