import { addressProblem, mixedContentProblem, shownAddress, storedAddress } from './address';

describe('storedAddress and shownAddress', () => {
  it.each([
    ['wss://host/a', 'https://host/a', 'wss://host/a'],
    ['ws://host:8080', 'http://host:8080', 'ws://host:8080'],
    ['https://host/a', 'https://host/a', 'wss://host/a'],
    ['http://host', 'http://host', 'ws://host'],
    ['WSS://Host', 'https://Host', 'wss://Host'],
    ['  wss://host  ', 'https://host', 'wss://host'],
  ])('stores %s as %s for the proxy and as %s for the browser', (typed, proxy, direct) => {
    expect(storedAddress(typed, 'proxy')).toBe(proxy);
    expect(storedAddress(typed, 'direct')).toBe(direct);
    expect(shownAddress(proxy)).toBe(direct);
    expect(shownAddress(direct)).toBe(direct);
  });

  it.each(['', 'ws', 'wss:/', 'host:8080/a', 'ftp://host'])('leaves “%s” as it was typed', (typed) => {
    expect(storedAddress(typed, 'proxy')).toBe(typed);
    expect(shownAddress(typed)).toBe(typed);
  });
});

describe('addressProblem', () => {
  it.each(['', 'wss://your-host/some/prefix-path', 'ws://127.0.0.1:8080', 'https://host', 'wss://[::1]:1/'])(
    'has nothing to say about “%s”',
    (address) => {
      expect(addressProblem(address)).toBeUndefined();
    }
  );

  it.each([
    ['host/path', 'wss://host/path'],
    ['host:8080', 'wss://host:8080'],
    ['//host', 'wss://host'],
    ['localhost:3000', 'ws://localhost:3000'],
    ['127.0.0.1:3000/a', 'ws://127.0.0.1:3000/a'],
    ['ftp://host', 'wss://host'],
  ])('offers a scheme for %s: %s', (address, fixed) => {
    expect(addressProblem(address)?.fix).toEqual({ label: `Use ${fixed}`, address: fixed });
  });

  it('refuses a user name and a password, and can remove them', () => {
    const problem = addressProblem('wss://me:secret@host/a@b');
    expect(problem?.message).toMatch(/custom header or a secret parameter/);
    expect(problem?.fix?.address).toBe('wss://host/a@b');
  });

  it('moves a query string’s parameters out of the address, decoded', () => {
    expect(addressProblem('wss://host/a?b=1%202&c')?.fix).toEqual({
      label: 'Move to the query parameters',
      address: 'wss://host/a',
      params: [
        { name: 'b', value: '1 2' },
        { name: 'c', value: '' },
      ],
    });
  });

  it('removes an empty query string and a fragment', () => {
    expect(addressProblem('wss://host/a?')?.fix?.address).toBe('wss://host/a');
    expect(addressProblem('wss://host/a#b')?.fix?.address).toBe('wss://host/a');
  });

  it('says where to look when it is no address at all', () => {
    expect(addressProblem('hello world')).toEqual({ message: expect.stringMatching(/not a valid address/) });
    expect(addressProblem('wss://')?.message).toMatch(/host name and the port/);
    expect(addressProblem('wss://host:99999')?.message).toMatch(/host name and the port/);
  });
});

describe('mixedContentProblem', () => {
  it('tells that a page over https cannot dial ws://, except on one’s own machine', () => {
    expect(mixedContentProblem('ws://host', 'https:')).toMatch(/Use wss:\/\//);
    expect(mixedContentProblem('ws://localhost:1', 'https:')).toBeUndefined();
    expect(mixedContentProblem('wss://host', 'https:')).toBeUndefined();
    expect(mixedContentProblem('ws://host', 'http:')).toBeUndefined();
  });
});
