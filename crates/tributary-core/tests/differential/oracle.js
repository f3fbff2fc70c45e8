// What JSON.parse makes of documents, compared with what the core took from them.

const { writeSync } = require('node:fs');

/** How deep arrays and objects may nest: the core's limit, which JSON.parse does not have. */
const NESTING = 512;

/** What a cell holds; main.rs has the same numbers. */
const NUMBER = 1;
const BOOLEAN = 2;
const TEXT = 3;

// A byte order mark stays: JSON.parse refuses it.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** An environment variable. */
exports.setting = (name) => process.env[name];

/** Prints a line, also of a test that passes. */
exports.say = (line) => void writeSync(1, `${line}\n`);

/**
 * Compares the answers to a batch.
 *
 * @param {Uint8Array} bytes the documents, end to end
 * @param {Uint32Array} ends where each one ends
 * @param {string} queries JSON: what `Query::for_oracle` writes
 * @param {Uint32Array} counts for each document, how many rows each query has
 * @param {Uint8Array} kinds what each cell of these rows holds
 * @param {Float64Array} numbers its number; 0 or 1 for false or true; the length of its text in bytes
 * @param {Uint8Array} texts the texts, end to end
 * @returns {string | undefined} the first difference: `DOCUMENT QUERY what`, the first two as indices
 */
exports.compare = (bytes, ends, queries, counts, kinds, numbers, texts) => {
  queries = JSON.parse(queries);
  let cell = 0;
  let text = 0;
  const take = () => {
    const [kind, number] = [kinds[cell], numbers[cell]];
    cell += 1;
    if (kind === TEXT) {
      text += number;
      return decoder.decode(texts.subarray(text - number, text));
    }
    return kind === NUMBER ? number : kind === BOOLEAN ? number === 1 : null;
  };
  for (let at = 0; at < ends.length; at += 1) {
    const value = parse(bytes.subarray(at > 0 ? ends[at - 1] : 0, ends[at]));
    const ordered = value === undefined || isOrdered(value);
    for (const [index, { rows, fields }] of queries.entries()) {
      const length = counts[at * queries.length + index];
      const found = Array.from({ length }, () => fields.map(take));
      const expected = value === undefined ? [] : expectedRows(value, rows, fields);
      if (!agree(found, expected, fields, ordered)) {
        return `${at} ${index} the core has ${show(found)}\nJSON.parse has ${show(expected)}`;
      }
    }
  }
  return undefined;
};

/** The value of a document; undefined where it is to be refused. */
function parse(bytes) {
  try {
    const text = decoder.decode(bytes);
    const value = JSON.parse(text);
    return text.length > 2 * NESTING && depth(text) > NESTING ? undefined : value;
  } catch {
    return undefined;
  }
}

/** How deep a JSON text nests: not how deep its value does, in which repeated members are left out. */
function depth(text) {
  let deepest = 0;
  let now = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    now += token === '[' || token === '{' ? 1 : token === ']' || token === '}' ? -1 : 0;
    deepest = Math.max(deepest, now);
  }
  return deepest;
}

/** A row for each selected value in which one of the fields selects something; a field has its first value. */
function expectedRows(value, rows, fields) {
  const first = (row, { fromMessage, path }) => select(fromMessage ? value : row, path)[0];
  return select(value, rows)
    .map((row) => fields.map((field) => first(row, field)))
    .filter((cells) => cells.some((cell) => cell !== undefined));
}

/** The values that a path selects (RFC 9535), by the plainest means. */
const select = (value, path) => path.reduce((values, step) => values.flatMap((v) => children(v, step)), [value]);

function children(value, step) {
  const isArray = Array.isArray(value);
  if (value === null || typeof value !== 'object') {
    return [];
  }
  switch (typeof step) {
    case 'string':
      return !isArray && Object.hasOwn(value, step) ? [value[step]] : [];
    case 'number':
      return isArray && value.at(step) !== undefined ? [value.at(step)] : [];
    default:
      return step === null ? Object.values(value) : descendants(value).flatMap((v) => children(v, null));
  }
}

/** A value and all below it, each before its children. */
function descendants(value, found = []) {
  found.push(value);
  if (value !== null && typeof value === 'object') {
    Object.values(value).forEach((v) => descendants(v, found));
  }
  return found;
}

/** Whether members stand in the order of the text: JavaScript puts those first whose names look like indices. */
function isOrdered(value) {
  const isObject = (v) => v !== null && typeof v === 'object' && !Array.isArray(v);
  return !descendants(value).some((v) => isObject(v) && Object.keys(v).some((name) => /^\d+$/.test(name)));
}

function agree(found, expected, fields, ordered) {
  const fit = (row, cells) => fields.every(({ type }, i) => fits(row[i], type, cells[i]));
  if (found.length !== expected.length) {
    return false;
  }
  if (ordered) {
    return found.every((row, i) => fit(row, expected[i]));
  }
  const left = [...found];
  return expected.every((cells) => {
    const at = left.findIndex((row) => fit(row, cells));
    return at >= 0 && left.splice(at, 1);
  });
}

/** Whether a cell is what its type makes of a value; undefined: nothing was selected. */
function fits(cell, type, value) {
  if (value === undefined || (value === null && type !== 'json')) {
    return cell === null;
  }
  switch (type) {
    case 'number':
      return Object.is(cell, toNumber(value));
    case 'boolean':
      return cell === toBoolean(value);
    case 'string':
      return typeof value === 'string' ? cell === value.toWellFormed() : isSource(cell, value);
    default:
      return isSource(cell, value);
  }
}

/** Whether a text is one that JSON.parse makes this value of. */
function isSource(text, value) {
  try {
    return typeof text === 'string' && same(JSON.parse(text), value);
  } catch {
    return false;
  }
}

function toNumber(value) {
  const text = typeof value === 'string' ? trim(value) : '';
  const number = /^[-+.eE\d]+$/.test(text) ? Number(text) : value;
  return Number.isFinite(number) ? number : null;
}

function toBoolean(value) {
  if (typeof value === 'boolean') {
    return value;
  }
  const word = typeof value === 'string' ? trim(value).toLowerCase() : '';
  const number = toNumber(value);
  return word === 'true' || number === 1 ? true : word === 'false' || number === 0 ? false : null;
}

/** Without white space around it, of ASCII's. */
const trim = (text) => text.replace(/^[ \t\n\f\r]+|[ \t\n\f\r]+$/g, '');

/** Deep equality: of numbers to the bit, of objects with the order of their members. */
function same(a, b) {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') {
    return Object.is(a, b);
  }
  const [names, others] = [Object.keys(a), Object.keys(b)];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    names.length === others.length &&
    names.every((name, i) => name === others[i] && same(a[name], b[name]))
  );
}

function show(rows) {
  const cell = (value) =>
    value === undefined
      ? 'nothing'
      : Object.is(value, -0)
        ? '-0'
        : typeof value === 'number'
          ? `${value}`
          : JSON.stringify(value);
  const text = rows.map((row) => `(${row.map(cell).join(', ')})`).join(' ');
  return `${rows.length} rows${text && ': '}${text.length > 600 ? `${text.slice(0, 600)}…` : text}`;
}
