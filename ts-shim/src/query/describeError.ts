import { type EngineError } from '../engine/protocol';
import { type TributaryField } from '../types';

/** An error for people: which input it is about, where in it, and what is wrong. */
export function describeError(error: EngineError, fields: Array<Pick<TributaryField, 'path'>> = []): string {
  const place = [error.field && inputName(error.field, fields), error.position !== undefined && at(error.position)]
    .filter(Boolean)
    .join(', ');
  return place ? `${place}: ${error.message}` : error.message;
}

function inputName(field: string, fields: Array<Pick<TributaryField, 'path'>>): string {
  const index = /^fields\[(\d+)\]/.exec(field)?.[1];
  if (index === undefined) {
    return NAMES[field] ?? handshakePart(field) ?? field;
  }
  // The engine is not given fields without a path; the editor counts them.
  const numbered = fields.map(({ path }, position) => ({ path, label: `Field ${position + 1} (${path})` }));
  return numbered.filter(({ path }) => path.trim() !== '')[Number(index)]?.label ?? field;
}

/** The settings' name of a part of the handshake: `handshake.steps[1].await` is its second step. */
function handshakePart(field: string): string | undefined {
  const [, list, index] = /^handshake\.(steps|rules)\[(\d+)\]/.exec(field) ?? [];
  return list && `Handshake, ${list === 'steps' ? 'step' : 'rule'} ${Number(index) + 1}`;
}

const NAMES: Record<string, string> = {
  path: 'Path',
  params: 'Query parameters',
  'buffer.rows': 'Keep rows',
  buffer: 'Options',
  rows: 'Rows',
  where: 'Filter',
  // Its messages say themselves what they are about.
  url: '',
  'connection.url': 'Address',
  subscribe: 'Message to send on open',
  unsubscribe: 'Message to send at the end',
  handshake: 'Handshake',
  'reconnect.closeCodes': 'Close codes',
};

// People count from 1.
function at(position: number): string {
  return `character ${position + 1}`;
}
