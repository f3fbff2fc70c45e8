/** What a plain HTTP request to a WebSocket's address finds out; the browser hides all of it from the socket. */
export type ProbeResult =
  | { kind: 'answered'; status: number }
  /** The upstream refused the credentials: Grafana's proxy turns its 401 into a 400 with a body of its own. */
  | { kind: 'credentials-refused' }
  /** Grafana's proxy can't use the data source's address. */
  | { kind: 'address-invalid' }
  /** No answer at all: Grafana itself could not be reached, or took too long. */
  | { kind: 'unanswered'; reason: string };

export type Fetch = (url: string, init: RequestInit) => Promise<Pick<Response, 'status' | 'text' | 'body'>>;

const PROBE_TIMEOUT_MS = 5_000;

/** What Grafana's proxy says in a 400 of its own; servers answer plain requests with that status, too. */
const PROXY_REFUSALS: Array<{ words: string; result: ProbeResult }> = [
  { words: 'Authentication to data source failed', result: { kind: 'credentials-refused' } },
  { words: 'Invalid data source URL', result: { kind: 'address-invalid' } },
];

/** Asks the address of a socket behind Grafana's proxy over HTTP, with the page's own session. */
export async function probe(socketUrl: string, fetch: Fetch): Promise<ProbeResult> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PROBE_TIMEOUT_MS);
  try {
    const response = await fetch(socketUrl.replace(/^ws/, 'http'), {
      credentials: 'same-origin',
      cache: 'no-store',
      signal: abort.signal,
    });
    const body = response.status === 400 ? await response.text() : '';
    const refusal = PROXY_REFUSALS.find(({ words }) => body.includes(words));
    return refusal?.result ?? { kind: 'answered', status: response.status };
  } catch (thrown) {
    return { kind: 'unanswered', reason: thrown instanceof Error ? thrown.message : String(thrown) };
  } finally {
    clearTimeout(timer);
    // Ends a body that is still coming: some servers stream to a plain request.
    abort.abort();
  }
}
