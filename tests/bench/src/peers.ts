import { JSONPath } from 'jsonpath-plus';

import { type Cell, type Query, type Shape } from './shapes';
import { type Data } from './sockets';

const decoder = new TextDecoder();

function parse(data: Data): object {
  return JSON.parse(typeof data === 'string' ? data : decoder.decode(data));
}

/** `JSON.parse` (of bytes, after `TextDecoder`) and the shape's own columns. */
export function byHand({ columns }: Shape): (data: Data) => Cell[][] {
  return (data) => columns(parse(data));
}

/** `JSON.parse` and jsonpath-plus. Where there is a path for rows it is evaluated once; their fields are properties. */
export function byJsonPathPlus({ query }: Shape): (data: Data) => Cell[][] {
  const { rows, fields } = query;
  if (rows === undefined) {
    return (data) => {
      const json = parse(data);
      return fields.map(({ path, type }) => {
        const found = JSONPath<Cell[]>({ path, json, eval: 'safe' });
        return type === 'number' && typeof found[0] === 'string' ? found.map(Number) : found;
      });
    };
  }
  const path = inBrackets(rows);
  const names = properties(query);
  return (data) => {
    const found = JSONPath<Array<Record<string, Cell>>>({ path, json: parse(data), eval: 'safe' });
    return names.map((name) => found.map((row) => row[name] ?? null));
  };
}

/** Filters in the brackets that jsonpath-plus wants around them: `[?@.a]` is `[?(@.a)]` there. */
function inBrackets(path: string): string {
  return path.replace(/\[\?([^(][^\]]*)\]/g, '[?($1)]');
}

function properties({ fields }: Query): string[] {
  return fields.map(({ path }) => path.replace(/^@\./, ''));
}
