import { JSONPath } from 'jsonpath-plus';

import { type Cell, type Shape } from './shapes';
import { type Data } from './sockets';

const decoder = new TextDecoder();

function parse(data: Data): object {
  return JSON.parse(typeof data === 'string' ? data : decoder.decode(data));
}

/** `JSON.parse` (of bytes, after `TextDecoder`) and the shape's own columns. */
export function byHand({ columns }: Shape): (data: Data) => Cell[][] {
  return (data) => columns(parse(data));
}

/** `JSON.parse` and jsonpath-plus: each field by a path of its own, from the message's root on. */
export function byJsonPathPlus({ query }: Shape): (data: Data) => Cell[][] {
  const { rows = '', fields } = query;
  const paths = fields.map(({ path, type }) => ({ path: inBrackets(path.replace(/^@/, () => rows)), type }));
  return (data) => {
    const json = parse(data);
    return paths.map(({ path, type }) => {
      const found = JSONPath<Cell[]>({ path, json, eval: 'safe' });
      return type === 'number' && typeof found[0] === 'string' ? found.map(Number) : found;
    });
  };
}

/** Filters in the brackets that jsonpath-plus wants around them: `[?@.a]` is `[?(@.a)]` there. */
function inBrackets(path: string): string {
  return path.replace(/\[\?([^(][^\]]*)\]/g, '[?($1)]');
}
