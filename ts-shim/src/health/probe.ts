import { shownAddress } from '../url/shownAddress';
import { readStart } from './readStart';

/** What a plain HTTP request to a socket's address behind Grafana's proxy finds; browsers hide it from the socket. */
export type ProbeResult =
  /** The server refused the credentials: Grafana's proxy turns its 401 into a 400 with a body of its own. */
  | { kind: 'credentials-refused' }
  /** Grafana's proxy can't use the data source's address. */
  | { kind: 'address-invalid' }
  /** Grafana does not know the user: a 401, which can't be the server's. */
  | { kind: 'session-refused' }
  /** Grafana does not let the user query the data source. */
  | { kind: 'permission-missing' }
  /** Grafana's proxy may connect to other hosts only. */
  | { kind: 'host-not-allowed' }
  /** Grafana takes the page for another site's, since the Host header that it gets is not the page's. */
  | { kind: 'origin-refused' }
  /** A 403 that is not Grafana's. */
  | { kind: 'server-refused' }
  /** Grafana's server, or a proxy before it, can't reach the host. */
  | { kind: 'unreachable'; status: number }
  /** A redirect, which `fetch` follows and a WebSocket does not. */
  | { kind: 'redirected' }
  /** The host was reached, and so it is the upgrade that fails. */
  | { kind: 'not-upgraded'; status: number }
  /** No answer at all: Grafana itself could not be reached, or took too long. */
  | { kind: 'unanswered'; reason: string };

export type Fetch = (url: string, init: RequestInit) => Promise<Pick<Response, 'status' | 'body'>>;

/** The page's own. */
export const pageFetch: Fetch = (url, init) => window.fetch(url, init);

const PROBE_TIMEOUT_MS = 5_000;

/** Grafana's own answers are shorter, and a server's may have no end. */
const MAX_BODY_BYTES = 4096;

/** What Grafana says in a 400 and a 403 of its own: servers answer plain requests with these, too. */
const GRAFANA_SAYS: Record<number, Array<{ words: RegExp; result: ProbeResult }>> = {
  400: [
    { words: /Authentication to data source failed/, result: { kind: 'credentials-refused' } },
    { words: /Invalid data source URL/, result: { kind: 'address-invalid' } },
  ],
  403: [
    { words: /You'll need additional permissions to perform this action/, result: { kind: 'permission-missing' } },
    { words: /Access denied to datasource/, result: { kind: 'permission-missing' } },
    { words: /plugin proxy route access denied/, result: { kind: 'permission-missing' } },
    { words: /not included in whitelist/, result: { kind: 'host-not-allowed' } },
    // The whole body: other servers use these words as well, though most in JSON.
    { words: /^origin not allowed\s*$/, result: { kind: 'origin-refused' } },
  ],
};

/** Asks the address of a socket behind Grafana's proxy over HTTP, with the page's own session. Never rejects. */
export async function probe(socketUrl: string, fetch: Fetch): Promise<ProbeResult> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PROBE_TIMEOUT_MS);
  try {
    const { status, body } = await fetch(socketUrl.replace(/^ws/, 'http'), {
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'manual',
      signal: abort.signal,
    });
    return classify(status, status in GRAFANA_SAYS ? await readStart(body, MAX_BODY_BYTES) : '');
  } catch (thrown) {
    return { kind: 'unanswered', reason: reasonOf(thrown, abort.signal) };
  } finally {
    clearTimeout(timer);
    // Ends a body that is still coming: some servers stream to a plain request.
    abort.abort();
  }
}

function classify(status: number, body: string): ProbeResult {
  const said = GRAFANA_SAYS[status]?.find(({ words }) => words.test(body));
  if (said) {
    return said.result;
  }
  switch (status) {
    // What `fetch` makes of a redirect that it may not follow.
    case 0:
      return { kind: 'redirected' };
    case 401:
      return { kind: 'session-refused' };
    case 403:
      return { kind: 'server-refused' };
    case 502:
    case 503:
    case 504:
      return { kind: 'unreachable', status };
    default:
      return { kind: 'not-upgraded', status };
  }
}

function reasonOf(thrown: unknown, signal: AbortSignal): string {
  if (signal.aborted) {
    return `nothing came within ${PROBE_TIMEOUT_MS / 1000} s`;
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  // Some of them quote the address.
  return message.replace(/[a-z]+:\/\/\S+/gi, (address) => shownAddress(address));
}
