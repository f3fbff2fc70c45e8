/**
 * Model of Grafana's data source service: one instance per uid, made from settings by the plugin's own class.
 *
 * Storing new settings makes a new instance, as a reload after "Save & test" does in Grafana; queries that still run
 * keep the old one until they are run again.
 */
import type {
  DataSourceApi,
  DataSourceInstanceSettings,
  DataSourcePlugin,
  DataSourcePluginMeta,
  DataSourceRef,
} from '@grafana/data';
import type { DataSourceSrv } from '@grafana/runtime';

interface Entry {
  settings: DataSourceInstanceSettings;
  instance: DataSourceApi;
}

export interface LoadedPlugin {
  plugin: DataSourcePlugin<DataSourceApi>;
  meta: DataSourcePluginMeta;
}

export class DataSourceSrvModel implements DataSourceSrv {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly loaded: LoadedPlugin) {}

  /** Makes the instance for these settings, in the place of an earlier one of the same uid. */
  put(settings: DataSourceInstanceSettings): DataSourceApi {
    const { plugin, meta } = this.loaded;
    const instance = new plugin.DataSourceClass(settings);
    instance.components = plugin.components;
    instance.meta = meta;
    this.entries.set(settings.uid, { settings, instance });
    return instance;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the interface wants a promise
  async get(ref?: DataSourceRef | string | null): Promise<DataSourceApi> {
    const entry = this.find(ref);
    if (!entry) {
      throw new Error(`Datasource ${typeof ref === 'string' ? ref : ref?.uid} was not found`);
    }
    return entry.instance;
  }

  /** The instance of a uid, if there is one. */
  instanceOf(uid: string): DataSourceApi | undefined {
    return this.entries.get(uid)?.instance;
  }

  getInstanceSettings(ref?: DataSourceRef | string | null): DataSourceInstanceSettings | undefined {
    return this.find(ref)?.settings;
  }

  getList(): DataSourceInstanceSettings[] {
    return [...this.entries.values()].map((entry) => entry.settings);
  }

  reload(): Promise<void> {
    return Promise.resolve();
  }

  registerRuntimeDataSource(): void {
    throw new Error('The host page has no runtime data sources: the plugin has its own instances');
  }

  private find(ref?: DataSourceRef | string | null): Entry | undefined {
    const uid = typeof ref === 'string' ? ref : ref?.uid;
    return uid === undefined ? undefined : this.entries.get(uid);
  }
}
