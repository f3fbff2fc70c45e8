import { type Options } from './options';

/** A data source's settings for tests: new and empty but for what is given. */
export function testOptions(given: Partial<Options> = {}): Options {
  const empty: Omit<Options, 'database'> = {
    id: 1,
    uid: 'feed',
    orgId: 1,
    name: 'Feed',
    type: 'tributary-websocket-datasource',
    typeLogoUrl: '',
    typeName: 'Tributary',
    access: 'proxy',
    url: '',
    user: '',
    basicAuth: false,
    basicAuthUser: '',
    isDefault: false,
    jsonData: {},
    secureJsonFields: {},
    readOnly: false,
    withCredentials: false,
  };
  // Of the settings that Grafana has, only a deprecated one is missing.
  return { ...empty, ...given } as Options;
}
