/**
 * Looks for what people type who do not know JSONPath yet, and says what they probably meant. The engine's own parser
 * has the last word: whatever is not recognised here passes without a hint.
 */

/** A hint beneath a path. */
export interface PathHint {
  message: string;
  /** The path that a click puts in its place; it is shown after the message. */
  suggestion?: string;
  /** What ends the sentence after the suggestion. */
  after?: string;
}

/** A bare member name; RFC 9535 §2.5.1.1 allows no dash or space in one. */
const SHORTHAND = /^[A-Za-z_\u0080-\uFFFF][A-Za-z0-9_\u0080-\uFFFF]*$/;

/** Names and simple brackets only: a path for which a suggestion is safe. */
const SIMPLE_PATH = /^(?:\.?[\w\u0080-\uFFFF-]+(?: [\w\u0080-\uFFFF-]+)*|\.\*|\[(?:-?\d+|\*|'[^'\\]*'|"[^"\\]*")\])+$/;

/**
 * The hint for a path, if one is due. `roots` are the signs it may start with: `$` (the message) and, in fields, `@`
 * (the row).
 */
export function pathHint(path: string, roots: '$' | '$@' = '$'): PathHint | undefined {
  const text = path.trim();
  if (text === '') {
    return { message: 'Type a JSONPath, or take the whole message:', suggestion: '$' };
  }
  const rooted = roots.includes(text[0]);
  const rest = (rooted ? text.slice(1) : text).replace(/\.+$/, '');
  const suggestion = suggest(rooted ? text[0] : '$', rest);
  if (rooted) {
    return suggestion === undefined || suggestion === text ? undefined : didYouMean(suggestion);
  }
  return suggestion === undefined
    ? { message: `A path starts with ${roots === '$' ? '$ (the message)' : '$ (the message) or @ (the row)'}.` }
    : didYouMean(suggestion);
}

function didYouMean(suggestion: string): PathHint {
  return { message: 'Did you mean', suggestion, after: '?' };
}

/** Writes what follows the root by the rules, or gives nothing where it isn't a simple path. */
function suggest(root: string, rest: string): string | undefined {
  if (rest === '') {
    return root;
  }
  if (!SIMPLE_PATH.test(rest)) {
    return undefined;
  }
  const segments = rest.match(/\[(?:'[^']*'|"[^"]*"|[^\]]*)\]|[^.[]+/g) ?? [];
  return root + segments.map(writeSegment).join('');
}

function writeSegment(segment: string): string {
  if (segment.startsWith('[')) {
    return segment;
  }
  if (/^\d+$/.test(segment)) {
    return `[${segment}]`;
  }
  return segment === '*' || SHORTHAND.test(segment) ? `.${segment}` : `['${segment}']`;
}
