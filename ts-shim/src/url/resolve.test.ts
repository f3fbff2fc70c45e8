import { TributaryError } from '../errors';
import { type TributaryDataSourceOptions } from '../types';
import { type AddressSettings, resolveAddress } from './resolve';

const PAGE = { protocol: 'https:', host: 'grafana.example:3000', appSubUrl: '' };
const HTTP_PAGE = { ...PAGE, protocol: 'http:' };

function direct(url: string, jsonData: TributaryDataSourceOptions = {}): AddressSettings {
  return { uid: 'abc', access: 'direct', url, jsonData };
}

function proxy(jsonData: TributaryDataSourceOptions = {}, uid = 'abc'): AddressSettings {
  return { uid, access: 'proxy', url: `/api/datasources/proxy/uid/${uid}`, jsonData };
}

const WSS = direct('wss://feed.example/some/prefix');

describe('resolveAddress in direct mode', () => {
  it.each([
    ['wss://feed.example/some/prefix', 'ticker', 'wss://feed.example/some/prefix/ticker'],
    ['wss://feed.example/some/prefix/', '/ticker', 'wss://feed.example/some/prefix/ticker'],
    ['wss://feed.example', 'ws/abcusd@trade', 'wss://feed.example/ws/abcusd@trade'],
    ['ws://feed.example:8080/', 'a/b/', 'ws://feed.example:8080/a/b/'],
    ['https://feed.example/x', 'y', 'wss://feed.example/x/y'],
    ['http://feed.example/x', 'y', 'ws://feed.example/x/y'],
    ['  WSS://feed.example/x ', ' y ', 'wss://feed.example/x/y'],
    ['wss://feed.example', 'a b/ü', 'wss://feed.example/a%20b/%C3%BC'],
    ['wss://feed.example', 'v1.0/100%/...', 'wss://feed.example/v1.0/100%/...'],
  ])('appends to %s the path %s', (url, path, expected) => {
    expect(resolveAddress(direct(url), HTTP_PAGE, { path })).toBe(expected);
  });

  it('keeps the configured address to the letter without a path', () => {
    expect(resolveAddress(direct('wss://feed.example/ws/'), PAGE, {})).toBe('wss://feed.example/ws/');
    expect(resolveAddress(direct('wss://feed.example/ws'), PAGE, { path: '/' })).toBe('wss://feed.example/ws');
  });

  it('adds the address’s own parameters, then the data source’s, then the query’s, encoded', () => {
    const settings = direct('wss://feed.example/x?v=1', { params: [{ name: 'depth', value: '5' }] });
    const params = [
      { name: 'q', value: 'a b&c=d#e' },
      { name: '', value: 'left out' },
    ];
    expect(resolveAddress(settings, PAGE, { path: 'y', params })).toBe(
      'wss://feed.example/x/y?v=1&depth=5&q=a%20b%26c%3Dd%23e'
    );
  });

  it.each([
    ['', 'url-missing'],
    ['feed.example/x', 'url-scheme'],
    ['localhost:8080', 'url-scheme'],
    ['ftp://feed.example', 'url-scheme'],
    ['wss://', 'url-invalid'],
    ['wss://feed.example:99999', 'url-invalid'],
    ['wss://user:secret@feed.example', 'url-credentials'],
    ['wss://feed.example/#x', 'url-fragment'],
  ])('refuses the address “%s” (%s)', (url, code) => {
    expect(() => resolveAddress(direct(url), PAGE, {})).toThrow(expect.objectContaining({ code, field: 'url' }));
  });
});

describe('an unencrypted address in direct mode', () => {
  it.each([
    'ws://feed.example',
    'http://feed.example:8080/x',
    'ws://localhost.example',
    'ws://notlocalhost',
    'ws://127.example',
    'ws://128.0.0.1',
    'ws://192.168.0.1',
    'ws://[::2]',
    'ws://[::ffff:7f00:1]',
  ])('is refused on an https page before anything is dialled: %s', (url) => {
    expect(() => resolveAddress(direct(url), PAGE, {})).toThrow(
      expect.objectContaining({ code: 'mixed-content', field: 'url' })
    );
  });

  it.each([
    'ws://localhost:8080/',
    'ws://LOCALHOST/',
    'ws://localhost./',
    'ws://feed.localhost/',
    'ws://127.0.0.1:8080/',
    'ws://127.255.0.9/',
    'ws://127.1/',
    'http://0x7f.1/',
    'ws://[::1]:8080/',
    'ws://[0:0::1]/',
  ])('is dialled from an https page if it is this computer’s own: %s', (url) => {
    expect(resolveAddress(direct(url), PAGE, {})).toMatch(/^ws:/);
  });

  it('is dialled from an http page', () => {
    expect(resolveAddress(direct('ws://feed.example/x'), HTTP_PAGE, {})).toBe('ws://feed.example/x');
  });

  it('says to encrypt it or to go through Grafana', () => {
    const attempt = () => resolveAddress(direct('http://feed.example/x?token=abc'), PAGE, {});
    expect(attempt).toThrow(/ws:\/\/feed\.example\/x, which.*mixed content.*wss:\/\/.*“Through Grafana \(proxy\)”/);
    expect(attempt).not.toThrow(/token|abc/);
  });
});

describe('resolveAddress in proxy mode', () => {
  it('dials Grafana’s proxy by uid, with the page’s host and scheme', () => {
    expect(resolveAddress(proxy(), PAGE, { path: 'ticker' })).toBe(
      'wss://grafana.example:3000/api/datasources/proxy/uid/abc/q0/ticker'
    );
    expect(resolveAddress(proxy(), HTTP_PAGE, {})).toBe('ws://grafana.example:3000/api/datasources/proxy/uid/abc/q0');
  });

  it('keeps Grafana’s sub-path', () => {
    expect(resolveAddress(proxy(), { ...PAGE, appSubUrl: '/grafana' }, { path: 'x' })).toBe(
      'wss://grafana.example:3000/grafana/api/datasources/proxy/uid/abc/q0/x'
    );
  });

  it('takes the route that adds as many secret parameters as are named, and never their values', () => {
    const secret = { queryParamName1: 'api_key', queryParamName2: 'token', queryParamName4: 'after a gap' };
    const url = resolveAddress(proxy(secret), PAGE, { path: 'q7/x' });
    expect(url).toBe('wss://grafana.example:3000/api/datasources/proxy/uid/abc/q2/q7/x');
    expect(url).not.toContain('api_key');
  });

  it('refuses more secret parameters than there are routes', () => {
    const names = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`queryParamName${index + 1}`, 'x']));
    expect(() => resolveAddress(proxy(names), PAGE, {})).toThrow(expect.objectContaining({ code: 'params-many' }));
  });

  it.each(['orgId', 'targetOrgId', 'ORGID'])('refuses the parameter %s, which Grafana itself reads', (name) => {
    const params = [{ name, value: '2' }];
    expect(() => resolveAddress(proxy(), PAGE, { params })).toThrow(
      expect.objectContaining({ code: 'params-reserved', field: 'params' })
    );
    expect(resolveAddress(WSS, PAGE, { params })).toContain(`${name}=2`);
  });
});

describe('secrets', () => {
  // Of these only the names are known here: the values are Grafana's, which adds them on its server.
  const names = { queryParamName1: 'api_key', queryParamName2: 'token', httpHeaderName1: 'X-Api-Key' };
  const query = { path: 'x', params: [{ name: 'depth', value: '5' }] };

  it.each([
    ['direct', direct('wss://feed.example/prefix?v=1', names)],
    ['proxy', proxy(names)],
  ])('are no part of an address in %s mode, not even by name', (_, settings) => {
    const url = new URL(resolveAddress(settings, PAGE, query));
    expect(url.href).not.toMatch(/api_key|token|X-Api-Key|queryParam|httpHeader/i);
    expect([url.username, url.password]).toEqual(['', '']);
    expect(url.searchParams.get('depth')).toBe('5');
  });

  it.each([
    'feed.example/?token=s3cret',
    'ftp://user:s3cret@feed.example/?token=s3cret',
    'user:s3cret@feed.example',
    'wss://user:s3cret@feed.example/?token=s3cret',
    'wss://user:x?s3cret@feed.example',
    'wss://feed.example:99999/?token=s3cret',
    'wss://feed.example/?token=s3cret#s3cret',
    'ws://feed.example/?token=s3cret',
  ])('in the address are not in what is said of it: %s', (url) => {
    const attempt = () => resolveAddress(direct(url), PAGE, {});
    expect(attempt).toThrow(TributaryError);
    expect(attempt).not.toThrow(/s3cret|token|user:/);
  });
});

describe.each([
  ['direct', WSS],
  ['proxy', proxy()],
])('the path in %s mode', (_, settings) => {
  it.each([
    ['..', 'path-traversal'],
    ['../x', 'path-traversal'],
    ['a/../../x', 'path-traversal'],
    ['a/./x', 'path-traversal'],
    ['a/..', 'path-traversal'],
    ['%2e%2e/x', 'path-traversal'],
    ['%2E./x', 'path-traversal'],
    ['.%2e/x', 'path-traversal'],
    ['%252e%252e/x', 'path-traversal'],
    ['%25252e%25252e/x', 'path-traversal'],
    ['..%2fx', 'path-traversal'],
    ['a%2f..%2fx', 'path-traversal'],
    ['a%252f%252e%252e%252fx', 'path-traversal'],
    ['..;a=b/x', 'path-traversal'],
    ['a/.. /x', 'path-traversal'],
    ['.', 'path-traversal'],
    ['%2e', 'path-traversal'],
    ['%2E%2e', 'path-traversal'],
    ['%252e', 'path-traversal'],
    ['%25252e', 'path-traversal'],
    ['..;x', 'path-traversal'],
    ['..%3fx', 'path-traversal'],
    ['..%23x', 'path-traversal'],
    ['%c0%ae%c0%ae/x', 'path-traversal'],
    ['%e0%80%ae%f0%80%80%ae/x', 'path-traversal'],
    ['..%c0%afx', 'path-traversal'],
    ['．．/x', 'path-traversal'],
    ['a／．．／x', 'path-traversal'],
    ['․․/x', 'path-traversal'],
    ['‥/x', 'path-traversal'],
    ['%ef%bc%8e%ef%bc%8e/x', 'path-traversal'],
    ['％2e％2e/x', 'path-traversal'],
    ['%2525252525252525252525252e', 'path-encoding'],
    ['..\\x', 'path-backslash'],
    ['\\\\evil.example', 'path-backslash'],
    ['\\', 'path-backslash'],
    ['%5c', 'path-encoding'],
    ['＼', 'path-encoding'],
    ['%5c..%5cx', 'path-encoding'],
    ['a\tb', 'path-control'],
    ['.\t./x', 'path-control'],
    ['.\n./x', 'path-control'],
    ['a\rb', 'path-control'],
    ['a\r\nb', 'path-control'],
    ['\u0000', 'path-control'],
    ['a\u0000b', 'path-control'],
    ['a%00b', 'path-encoding'],
    ['.%0a./x', 'path-encoding'],
    ['a\u2028b', 'path-control'],
    ['\ud83d', 'path-character'],
    ['a/\ude00', 'path-character'],
    ['?', 'path-query'],
    ['x?orgId=2', 'path-query'],
    ['#', 'path-fragment'],
    ['x#y', 'path-fragment'],
    ['//host', 'path-host'],
    ['http://host', 'path-host'],
    ['//evil.example/x', 'path-host'],
    ['wss://evil.example/x', 'path-host'],
    ['HTTPS://evil.example', 'path-host'],
    ['@', 'path-host'],
    ['@evil.example', 'path-host'],
    ['/@evil.example', 'path-host'],
  ])('refuses %j (%s)', (path, code) => {
    expect(() => resolveAddress(settings, PAGE, { path })).toThrow(expect.objectContaining({ code, field: 'path' }));
  });

  it.each([
    [' ', ''],
    ['\t\r\n', ''],
    [';', '/;'],
    ['user:pw@host', '/user:pw@host'],
    ['http:host', '/http:host'],
    ['a / b', '/a%20/%20b'],
    ['😀', '/%F0%9F%98%80'],
    ['センサー／温度', '/%E3%82%BB%E3%83%B3%E3%82%B5%E3%83%BC%EF%BC%8F%E6%B8%A9%E5%BA%A6'],
    ['stra%C3%9Fe/caf%E9', '/stra%C3%9Fe/caf%E9'],
    ['x&orgId=2', '/x&orgId=2'],
  ])('takes %j for a part of the path like others', (path, expected) => {
    const base = resolveAddress(settings, PAGE, {});
    expect(resolveAddress(settings, PAGE, { path })).toBe(`${base}${expected}`);
  });
});

describe.each([
  ['direct', WSS],
  ['proxy', proxy()],
])('parameters in %s mode', (_, settings) => {
  it.each([
    ...['..', '/../x', '%2e%2e', '\\', '\t', '\r\n', '\u0000', '//host', 'http://host', '@', 'user:pw@host', '?', '#'],
    ...['a#b?c', ';', '..;x', '．．', ' a ', '+', '%', '😀', 'x&orgId=2', '=', "'", ''],
  ])('sends %j as it is, as a value and as a name', (text) => {
    const params = [
      { name: 'p', value: text },
      { name: `p${text}`, value: '' },
    ];
    const url = new URL(resolveAddress(settings, PAGE, { params }));
    expect([...url.searchParams]).toEqual(params.map(({ name, value }) => [name, value]));
    expect(url.href.replace(/\?.*/, '')).toBe(resolveAddress(settings, PAGE, {}));
  });

  it.each([
    ['a name', { name: '\ud83d', value: '' }],
    ['a value', { name: 'p', value: 'a\ude00' }],
  ])('refuses half a character in %s, which no address can carry', (_place, param) => {
    expect(() => resolveAddress(settings, PAGE, { params: [param] })).toThrow(
      expect.objectContaining({ code: 'params-character', field: 'params' })
    );
  });
});
