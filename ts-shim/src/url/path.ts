import { TributaryError } from '../errors';

/** Deeper encoding than anyone writes by accident. */
const MAX_DECODINGS = 5;

// C0 and C1 controls and Unicode's line separators: URL parsers strip tabs and line breaks, which hides a `..`.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

// One of the two halves in which JavaScript stores a character beyond U+FFFF, without the other one.
const HALF_CHARACTER = /\p{Surrogate}/u;

// An ASCII character as more UTF-8 bytes than it needs: forbidden, but some decoders take it. Its bits are at the end.
const OVERLONG = /(?:[\u00c0\u00c1]|\u00e0[\u0080\u0081]|\u00f0\u0080[\u0080\u0081])[\u0080-\u00bf]/g;

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
  if (hasHalfCharacter(trimmed)) {
    throw refuse('path-character', 'The path contains half a character (of an emoji, perhaps): write it anew.');
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

/** Whether there is text in it that no encoding can carry: an address would hold something else for it. */
export function hasHalfCharacter(text: string): boolean {
  return HALF_CHARACTER.test(text);
}

// Some servers take full-width and other lookalikes of dots and slashes for these, as Unicode's NFKC does.
function checkDecoded(path: string): void {
  let text = path.normalize('NFKC');
  for (let decodings = 0; decodings <= MAX_DECODINGS; decodings++) {
    checkSegments(text);
    const decoded = decodeOnce(text).normalize('NFKC');
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
    // Some servers cut a segment's parameters (`..;x`) or outer spaces before they resolve it, or take a decoded ? or #
    // for the path's end.
    const name = segment.split(/[;?#]/)[0].trim();
    if (name === '.' || name === '..') {
      throw refuse(
        'path-traversal',
        'The path contains a . or .. segment, as it is, percent-encoded or in characters that look alike: remove it. It ' +
          "must stay under the data source's address."
      );
    }
  }
}

// Without complaint: a stray % is data. What is not UTF-8 is read byte by byte.
function decodeOnce(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))).replace(OVERLONG, ascii);
    }
  });
}

function ascii(overlong: string): string {
  const [high, low] = [...overlong.slice(-2)].map((byte) => byte.charCodeAt(0));
  return String.fromCharCode(((high & 0x01) << 6) | (low & 0x3f));
}

function refuse(code: string, message: string): TributaryError {
  return new TributaryError({ code, message, field: 'path' });
}
