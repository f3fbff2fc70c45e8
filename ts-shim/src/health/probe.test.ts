import { type Fetch, probe } from './probe';
import { answer, streamed } from './testSupport';

const SOCKET = 'wss://grafana.example/api/datasources/proxy/uid/abc/q0/x?depth=5';

function found(status: number, body?: string) {
  return probe(SOCKET, async () => answer(status, body));
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('probe', () => {
  it('asks the same address over HTTP, with the page’s session, and follows no redirect', async () => {
    const fetch = jest.fn<ReturnType<Fetch>, Parameters<Fetch>>(async () => answer(426));
    await probe(SOCKET, fetch);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(fetch).toHaveBeenCalledWith(
      'https://grafana.example/api/datasources/proxy/uid/abc/q0/x?depth=5',
      expect.objectContaining({ credentials: 'same-origin', redirect: 'manual', cache: 'no-store' })
    );
  });

  it.each([
    ['Authentication to data source failed', 'credentials-refused'],
    ['{"message":"Authentication to data source failed"}', 'credentials-refused'],
    ['{"message":"Invalid data source URL: \\"\\""}', 'address-invalid'],
  ])('knows what Grafana’s proxy says in a 400: %s', async (body, kind) => {
    expect(await found(400, body)).toEqual({ kind });
  });

  it.each([
    [
      '{"accessErrorId":"ACE1","message":"You\'ll need additional permissions to perform this action. Permissions ' +
        'needed: datasources:query","title":"Access denied"}',
      'permission-missing',
    ],
    ['{"message":"Access denied to datasource","traceID":"1"}', 'permission-missing'],
    ['{"message":"plugin proxy route access denied"}', 'permission-missing'],
    // Grafana writes both, one behind the other.
    [
      '{"message":"Data proxy hostname and ip are not included in whitelist"}{"message":"target URL is not a valid ' +
        'target"}',
      'host-not-allowed',
    ],
    ['origin not allowed\n', 'origin-refused'],
  ])('knows what Grafana says in a 403: %s', async (body, kind) => {
    expect(await found(403, body)).toEqual({ kind });
  });

  it.each(['', 'Forbidden', '{"message":"no"}', '{"error":"origin not allowed"}', '<h1>403</h1>'])(
    'takes any other 403 for the server’s: %j',
    async (body) => {
      expect(await found(403, body)).toEqual({ kind: 'server-refused' });
    }
  );

  it.each([200, 204, 400, 404, 405, 426, 500])('takes the answer %i for a host without an upgrade', async (status) => {
    expect(await found(status, 'Bad Request')).toEqual({ kind: 'not-upgraded', status });
  });

  it.each([502, 503, 504])('takes the answer %i for a host out of reach', async (status) => {
    expect(await found(status)).toEqual({ kind: 'unreachable', status });
  });

  it('takes a 401 for Grafana’s own, since a server’s comes as a 400', async () => {
    expect(await found(401)).toEqual({ kind: 'session-refused' });
  });

  it('finds a redirect, which shows as the status 0', async () => {
    expect(await found(0)).toEqual({ kind: 'redirected' });
  });

  it.each([200, 404, 502])('does not read the body of a %i', async (status) => {
    const getReader = jest.fn();
    await probe(SOCKET, async () => ({ status, body: { getReader } as unknown as Response['body'] }));
    expect(getReader).not.toHaveBeenCalled();
  });

  it('reads the first 4 KiB of a body only, and ends the rest', async () => {
    let signal: AbortSignal | null | undefined;
    const result = await probe(SOCKET, async (_, init) => {
      signal = init.signal;
      return streamed(400, ['x'.repeat(4096), 'Authentication to data source failed', undefined]);
    });
    expect(result).toEqual({ kind: 'not-upgraded', status: 400 });
    expect(signal?.aborted).toBe(true);
  });

  it('gives up when nothing came within its time', async () => {
    const result = probe(
      SOCKET,
      (_, { signal }) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    );
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await result).toEqual({ kind: 'unanswered', reason: 'nothing came within 5 s' });
  });

  it('passes on why nobody answers, without the address’s parameters', async () => {
    const reasonOf = (message: string) => probe(SOCKET, async () => Promise.reject(new TypeError(message)));
    expect(await reasonOf('Failed to fetch')).toEqual({ kind: 'unanswered', reason: 'Failed to fetch' });
    expect(await reasonOf('Failed to fetch https://grafana.example/x?token=s3cret now')).toEqual({
      kind: 'unanswered',
      reason: 'Failed to fetch https://grafana.example/x now',
    });
  });
});
