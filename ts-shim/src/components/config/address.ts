/**
 * The data source's address. People think of it as ws(s)://, and the browser dials it so in direct mode; Grafana's
 * proxy answers 502 unless it is stored as http(s)://. So it is shown in one form and stored in the form its access
 * needs.
 */
import { type NameValue } from '../../types';
import { type AccessMode } from './access';

/** What is wrong with an address, for people, and what a click could do about it. */
export interface AddressProblem {
  message: string;
  fix?: { label: string; address: string; params?: NameValue[] };
}

const INVALID = 'This is not a valid address: check the host name and the port.';
const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;
const TO_SOCKET: Record<string, string> = { http: 'ws', https: 'wss', ws: 'ws', wss: 'wss' };
const TO_PROXY: Record<string, string> = { http: 'http', https: 'https', ws: 'http', wss: 'https' };

/** The address as it is shown: with ws: or wss:. Text in which no known scheme stands is shown as it is. */
export function shownAddress(stored: string): string {
  return withScheme(stored, TO_SOCKET);
}

/** The address as it is stored: http(s): for Grafana's proxy, ws(s): for the browser. */
export function storedAddress(shown: string, access: AccessMode): string {
  return withScheme(shown.trim(), access === 'direct' ? TO_SOCKET : TO_PROXY);
}

/** The first thing that is wrong with an address; nothing, while it is still empty. */
export function addressProblem(shown: string): AddressProblem | undefined {
  const text = shown.trim();
  if (text === '') {
    return undefined;
  }
  const scheme = SCHEME.exec(text)?.[1].toLowerCase();
  if (scheme === undefined) {
    return problem('An address starts with wss:// or ws://.', likelyScheme(text) + text.replace(/^\/+/, ''));
  }
  if (!(scheme in TO_SOCKET)) {
    return problem(
      `${scheme}:// is not a WebSocket address: use wss:// (encrypted) or ws://.`,
      text.replace(SCHEME, 'wss://')
    );
  }
  const url = parse(text);
  if (url === undefined) {
    return { message: INVALID };
  }
  if (url.username !== '' || url.password !== '') {
    const message =
      'Leave user name and password out of the address: everyone who may see it could read them. ' +
      'Send them as a custom header or a secret parameter, through Grafana.';
    return problem(message, text.replace(/^([^/]*\/\/)[^/\\?#]*@/, '$1'), 'Remove them');
  }
  if (text.includes('#')) {
    return problem('A WebSocket address has no part after “#”.', text.replace(/#.*$/, ''), 'Remove it');
  }
  return text.includes('?') ? queryProblem(text, url) : undefined;
}

/** A reason why the browser would refuse to dial the address itself from a page of the given protocol. */
export function mixedContentProblem(stored: string, pageProtocol: string): string | undefined {
  const url = parse(shownAddress(stored));
  if (pageProtocol !== 'https:' || url?.protocol !== 'ws:' || isLoopback(url.hostname)) {
    return undefined;
  }
  return 'Grafana’s page came by https, from where browsers refuse ws://. Use wss://, or connect through Grafana.';
}

function queryProblem(text: string, url: URL): AddressProblem {
  const params = [...url.searchParams].map(([name, value]) => ({ name, value }));
  const message = 'Query parameters are kept apart from the address, in the list below.';
  const address = text.replace(/\?.*$/, '');
  return params.length === 0
    ? problem(message, address, 'Remove the “?”')
    : { message, fix: { label: 'Move to the query parameters', address, params } };
}

function problem(message: string, address: string, label = `Use ${address}`): AddressProblem {
  // What would still be no address is not worth a click.
  return parse(address) ? { message, fix: { label, address } } : { message: INVALID };
}

function withScheme(text: string, schemes: Record<string, string>): string {
  const match = SCHEME.exec(text);
  const scheme = match && schemes[match[1].toLowerCase()];
  return match && scheme ? `${scheme}://${text.slice(match[0].length)}` : text;
}

/** Servers on one's own machine rarely speak TLS. */
function likelyScheme(text: string): string {
  return isLoopback(parse(`ws://${text}`)?.hostname ?? '') ? 'ws://' : 'wss://';
}

function isLoopback(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/i.test(host);
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
