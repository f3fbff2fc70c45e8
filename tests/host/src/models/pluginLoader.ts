/**
 * Model of Grafana's plugin loader: the built `module.js` is an AMD module that SystemJS loads from where the plugin
 * is served. The module's own address tells the plugin where its other files are (worker, wasm).
 */
import type { DataSourceApi, DataSourcePlugin, DataSourcePluginMeta } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import type { LoadedPlugin } from './dataSourceSrv';
import { shareModules } from './sharedModules';

export const PLUGIN_ID = 'tributary-websocket-datasource';

const BASE_URL = `public/plugins/${PLUGIN_ID}`;

interface PluginModule {
  plugin?: DataSourcePlugin<DataSourceApi>;
  default?: { plugin?: DataSourcePlugin<DataSourceApi> };
}

/**
 * `origin`: where the module comes from, if from elsewhere: a plugin CDN.
 *
 * @throws Error when the plugin is not there, or is not a data source plugin.
 */
export async function loadPlugin(origin = window.location.origin): Promise<LoadedPlugin> {
  shareModules();
  const [json, module] = await Promise.all([
    getBackendSrv().get<DataSourcePluginMeta>(`/${BASE_URL}/plugin.json`),
    System.import(`${origin}/${BASE_URL}/module.js`) as Promise<PluginModule>,
  ]);
  const plugin = module.plugin ?? module.default?.plugin;
  if (!plugin) {
    throw new Error(`${BASE_URL}/module.js exports no plugin`);
  }
  const meta = withAddresses(json);
  plugin.meta = meta;
  return { plugin, meta };
}

/** plugin.json names its files relative to itself; Grafana's front end sees them as addresses. */
function withAddresses(json: DataSourcePluginMeta): DataSourcePluginMeta {
  const address = (path: string): string => (path.startsWith('/') ? path : `/${BASE_URL}/${path}`);
  const { small, large } = json.info.logos;
  return {
    ...json,
    baseUrl: BASE_URL,
    module: `${BASE_URL}/module.js`,
    info: { ...json.info, logos: { small: address(small), large: address(large) } },
  };
}
