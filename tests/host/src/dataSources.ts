/** Data sources as the server stores them, and as Grafana hands them to editors and to instances. */
import type {
  DataSourceInstanceSettings,
  DataSourceJsonData,
  DataSourcePluginMeta,
  DataSourceSettings,
} from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';

export type Access = 'proxy' | 'direct';

/** The body of `PUT /api/datasources/uid/<uid>`. */
export interface StoredDataSource {
  uid: string;
  url: string;
  access: Access;
  jsonData: Record<string, unknown>;
  /** Write-only: the server answers with `secureJsonFields` instead. */
  secureJsonData?: Record<string, string>;
}

/** What `GET /api/datasources/uid/<uid>` answers. */
export interface FetchedDataSource extends Omit<StoredDataSource, 'secureJsonData'> {
  secureJsonFields?: Record<string, boolean>;
}

const address = (uid: string): string => `/api/datasources/uid/${encodeURIComponent(uid)}`;

/** The stored data source, or undefined when there is none of that uid: asked of the list, where that is no error. */
export async function fetchDataSource(uid: string): Promise<FetchedDataSource | undefined> {
  const all = await getBackendSrv().get<FetchedDataSource[]>('/api/datasources');
  return all.find((stored) => stored.uid === uid);
}

/** Stores the settings and answers with what is stored now. */
export async function storeDataSource(stored: StoredDataSource): Promise<FetchedDataSource> {
  await getBackendSrv().put(address(stored.uid), stored);
  const fetched = await fetchDataSource(stored.uid);
  if (!fetched) {
    throw new Error(`Data source ${stored.uid} was stored, but cannot be read back`);
  }
  return fetched;
}

/** What a config editor gets as `options`. */
export function toEditorSettings(fetched: FetchedDataSource, meta: DataSourcePluginMeta): DataSourceSettings {
  return {
    id: 1,
    uid: fetched.uid,
    orgId: 1,
    name: fetched.uid,
    type: meta.id,
    typeName: meta.name,
    typeLogoUrl: meta.info.logos.small,
    access: fetched.access,
    url: fetched.url,
    user: '',
    database: '',
    basicAuth: false,
    basicAuthUser: '',
    isDefault: false,
    jsonData: fetched.jsonData as DataSourceJsonData,
    secureJsonFields: fetched.secureJsonFields ?? {},
    readOnly: false,
    withCredentials: false,
  };
}

export function fromEditorSettings(settings: DataSourceSettings): StoredDataSource {
  return {
    uid: settings.uid,
    url: settings.url,
    access: settings.access === 'direct' ? 'direct' : 'proxy',
    jsonData: settings.jsonData as Record<string, unknown>,
    secureJsonData: settings.secureJsonData as Record<string, string> | undefined,
  };
}

/** What the plugin's instance is made of: in proxy mode the page never learns the upstream's address. */
export function toInstanceSettings(fetched: FetchedDataSource, meta: DataSourcePluginMeta): DataSourceInstanceSettings {
  return {
    id: 1,
    uid: fetched.uid,
    name: fetched.uid,
    type: meta.id,
    meta,
    access: fetched.access,
    url: fetched.access === 'proxy' ? `/api/datasources/proxy/uid/${fetched.uid}` : fetched.url,
    jsonData: fetched.jsonData as DataSourceJsonData,
    readOnly: false,
  };
}
