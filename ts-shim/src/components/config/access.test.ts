import { clearCredentials, hasCredentials, switchAccess } from './access';
import { testOptions } from './testOptions';

const withSecrets = () =>
  testOptions({
    url: 'https://host/a',
    basicAuth: true,
    basicAuthUser: 'me',
    jsonData: { httpHeaderName1: 'X-Api-Key', queryParamName1: 'key', params: [{ name: 'rate', value: '5' }] },
    secureJsonFields: { httpHeaderValue1: true, basicAuthPassword: true },
    secureJsonData: { queryParamValue1: 'typed' },
  });

describe('switchAccess', () => {
  it('converts the address to the form that each access needs', () => {
    const direct = switchAccess(testOptions({ url: 'https://host/a' }), 'direct');
    expect(direct).toMatchObject({ access: 'direct', url: 'wss://host/a' });
    expect(switchAccess(direct, 'proxy')).toMatchObject({ access: 'proxy', url: 'https://host/a' });
  });

  it('clears every secret and basic auth on the way to direct, and keeps the names', () => {
    const direct = switchAccess(withSecrets(), 'direct');
    expect(direct.secureJsonData).toEqual({ httpHeaderValue1: '', basicAuthPassword: '', queryParamValue1: '' });
    expect(Object.values(direct.secureJsonFields)).toEqual([false, false, false]);
    expect(direct).toMatchObject({ basicAuth: false, basicAuthUser: '' });
    expect(direct.jsonData).toEqual(withSecrets().jsonData);
    expect(hasCredentials(direct)).toBe(false);
  });

  it('keeps secrets on the way to the proxy', () => {
    expect(switchAccess(withSecrets(), 'proxy')).toEqual(withSecrets());
  });
});

describe('hasCredentials', () => {
  it('finds basic auth, stored secrets and typed ones', () => {
    expect(hasCredentials(testOptions())).toBe(false);
    expect(hasCredentials(testOptions({ basicAuth: true }))).toBe(true);
    expect(hasCredentials(testOptions({ secureJsonFields: { tlsClientKey: true } }))).toBe(true);
    expect(hasCredentials(testOptions({ secureJsonData: { httpHeaderValue1: 'x' } }))).toBe(true);
    expect(hasCredentials(clearCredentials(withSecrets()))).toBe(false);
  });
});
