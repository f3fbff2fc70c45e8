import { type TributaryQuery } from '../types';

/** A query in one line: where it listens and what it takes. */
export function displayText(query: TributaryQuery): string {
  const fields = query.fields.filter(({ path }) => path.trim() !== '').map(({ path, name }) => name || path);
  return `/${(query.path ?? '').trim().replace(/^\/+/, '')}: ${fields.join(', ') || 'no fields'}`;
}
