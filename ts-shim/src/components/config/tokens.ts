/** Names that go into an HTTP request: header names and subprotocols are tokens (RFC 9110 §5.6.2, RFC 6455 §4.1). */

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Headers that the WebSocket handshake itself sets (RFC 6455 §4.1). */
const HANDSHAKE_HEADER = /^(connection|host|upgrade|sec-websocket-.*)$/i;

/** What is wrong with a header's name, for people. */
export function headerNameProblem(name: string): string | undefined {
  if (name === '') {
    return 'Give the header a name, or remove it.';
  }
  if (!TOKEN.test(name)) {
    return 'A header’s name has no spaces, colons or letters with accents, such as X-Api-Key.';
  }
  return HANDSHAKE_HEADER.test(name) ? `${name} is set by the connection itself.` : undefined;
}

/** Splits “a, b” into subprotocols; empty parts fall away. */
export function parseSubprotocols(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** What is wrong with a list of subprotocols, for people: browsers refuse to connect with such a list. */
export function subprotocolProblem(protocols: string[]): string | undefined {
  const wrong = protocols.find((protocol) => !TOKEN.test(protocol));
  if (wrong !== undefined) {
    return `“${wrong}” is not a subprotocol: separate several by commas, and use no spaces inside a name.`;
  }
  const repeated = protocols.find((protocol, index) => protocols.indexOf(protocol) !== index);
  return repeated === undefined ? undefined : `“${repeated}” is there twice: a subprotocol may be named only once.`;
}
