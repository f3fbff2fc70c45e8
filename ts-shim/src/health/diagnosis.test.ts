import { type AddressSettings, resolveAddress } from '../url/resolve';
import { Diagnoses } from './diagnosis';
import { type Fetch } from './probe';
import { answer } from './testSupport';

const PAGE = { protocol: 'https:', host: 'grafana.example', appSubUrl: '' };
const SECRETS = { queryParamName1: 'api_key', httpHeaderName1: 'X-Api-Key' };
const PROXY: AddressSettings = { uid: 'abc', access: 'proxy', jsonData: SECRETS };
const DIRECT: AddressSettings = {
  uid: 'abc',
  access: 'direct',
  url: 'wss://feed.example/ws?token=s3cret',
  jsonData: SECRETS,
};

function setUp(status = 502, body = '') {
  const fetch = jest.fn<ReturnType<Fetch>, Parameters<Fetch>>(async () => answer(status, body));
  const diagnoses = new Diagnoses(fetch);
  const ask = (path: string) => diagnoses.of(PROXY, PAGE, resolveAddress(PROXY, PAGE, { path }));
  return { fetch, diagnoses, ask };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('Diagnoses', () => {
  it('says of a proxied address what a request over HTTP finds', async () => {
    const { fetch, ask } = setUp(400, 'Authentication to data source failed');
    expect(await ask('x')).toContain('refused the credentials');
    expect(fetch.mock.calls[0][0]).toBe('https://grafana.example/api/datasources/proxy/uid/abc/q1/x');
  });

  it('says of a direct address what a browser can know, and requests nothing', async () => {
    const { fetch, diagnoses } = setUp();
    const text = await diagnoses.of(DIRECT, PAGE, resolveAddress(DIRECT, PAGE, {}));
    expect(text).toMatch(/could not connect to wss:\/\/feed\.example\/ws,/);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('keeps an answer for 30 s from when it came, and then asks again', async () => {
    const { fetch, ask } = setUp(502);
    expect(await ask('x')).toContain('502');
    fetch.mockResolvedValue(answer(426));
    jest.advanceTimersByTime(29_999);
    expect(await ask('x')).toContain('502');
    expect(fetch).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1);
    expect(await ask('x')).toContain('426');
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('makes one request at a time for an address, whoever asks', async () => {
    const { fetch, ask } = setUp();
    let arrive: (value: ReturnType<typeof answer>) => void = () => {};
    fetch.mockReturnValue(new Promise((resolve) => (arrive = resolve)));
    const [first, second, other] = [ask('x'), ask('x'), ask('y')];
    expect(fetch).toHaveBeenCalledTimes(2);
    arrive(answer(426));
    expect(await first).toBe(await second);
    expect(await other).toContain('426');
  });

  it('tells apart the addresses of one data source, and the ways to connect', async () => {
    const { fetch, diagnoses, ask } = setUp();
    await ask('x');
    await ask('y');
    expect(fetch).toHaveBeenCalledTimes(2);
    const url = resolveAddress(PROXY, PAGE, { path: 'x' });
    expect(await diagnoses.of({ access: 'direct' }, PAGE, url)).not.toBe(await ask('x'));
  });

  it('remembers 64 addresses, those with the latest answers', async () => {
    const { fetch, ask } = setUp();
    for (let index = 0; index < 65; index++) {
      await ask(`x${index}`);
    }
    await ask('x1');
    await ask('x64');
    expect(fetch).toHaveBeenCalledTimes(65);
    await ask('x0');
    expect(fetch).toHaveBeenCalledTimes(66);
  });

  it('has an answer, too, when nobody answers', async () => {
    const { fetch, ask } = setUp();
    fetch.mockRejectedValue(new TypeError('Failed to fetch'));
    expect(await ask('x')).toContain('Grafana itself did not answer (Failed to fetch)');
  });

  it.each([0, 200, 400, 401, 403, 404, 426, 502])('tells no secret and no secret’s name after a %i', async (status) => {
    const { diagnoses, ask } = setUp(status, '{"message":"api_key=s3cret of user:s3cret@feed.example"}');
    const direct = await diagnoses.of(DIRECT, PAGE, resolveAddress(DIRECT, PAGE, {}));
    expect([await ask('x'), direct].join()).not.toMatch(/api_key|X-Api-Key|token|s3cret|@/);
  });
});
