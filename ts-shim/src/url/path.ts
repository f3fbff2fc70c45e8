import { TributaryError } from '../errors';

/** Deeper encoding than anyone writes by accident. */
const MAX_DECODINGS = 5;

// C0 and C1 controls and Unicode's line separators: URL parsers strip tabs and line breaks, which hides a `..`.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * A query's path, checked, without the slashes at its start: '' or 'a/b/'.
 *
 * It is appended under the data source's address and must stay there, whatever it contains and however often a proxy
 * or a server on the way decodes it. Throws a `TributaryError` with the field `path`.
 */
export function checkedPath(path: string | undefined): string {
  const trimmed = (path ?? '').trim();
  if (CONTROL.test(trimmed)) {
    throw refuse('path-control', 'The path contains a control character (a tab or a line break, perhaps): remove it.');
  }
  if (trimmed.includes('\\')) {
    throw refuse('path-backslash', 'The path contains a backslash: separate its parts by / instead.');
  }
  if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(trimmed) || /^\/*@/.test(trimmed)) {
    throw refuse('path-host', "The path can't name another host: it is appended to the data source's address.");
  }
  if (trimmed.includes('?')) {
    throw refuse('path-query', 'The path contains a ?: put query parameters into their own fields.');
  }
  if (trimmed.includes('#')) {
    throw refuse('path-fragment', "The path contains a #, which a WebSocket's address can't have: write %23 for it.");
  }
  checkDecoded(trimmed);
  return trimmed.replace(/^\//, '');
}

function checkDecoded(path: string): void {
  let text = path;
  for (let decodings = 0; decodings <= MAX_DECODINGS; decodings++) {
    checkSegments(text);
    const decoded = decodeOnce(text);
    if (decoded === text) {
      return;
    }
    text = decoded;
  }
  throw refuse('path-encoding', 'The path is percent-encoded too many times over: write it plainly.');
}

function checkSegments(text: string): void {
  if (CONTROL.test(text) || text.includes('\\')) {
    throw refuse('path-encoding', 'The path hides a control character or a backslash by percent-encoding: remove it.');
  }
  for (const segment of text.split('/')) {
    // Some servers cut a segment's parameters (`..;x`) or outer spaces before they resolve it.
    const name = segment.split(';')[0].trim();
    if (name === '.' || name === '..') {
      throw refuse(
        'path-traversal',
        "The path contains a . or .. segment, as it is or percent-encoded: it must stay under the data source's address."
      );
    }
  }
}

// Byte by byte and without complaint: a stray % is data, and only ASCII characters matter to the checks.
function decodeOnce(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function refuse(code: string, message: string): TributaryError {
  return new TributaryError({ code, message, field: 'path' });
}
