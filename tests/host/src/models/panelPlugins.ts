/**
 * Model of Grafana's panel registry: scenes asks it for a panel plugin by id.
 *
 * The page has two, under the ids that Grafana gives them.
 */
import { type PanelPlugin, type PanelPluginMeta, PluginType } from '@grafana/data';
import { tablePlugin } from '../panels/TablePanel';
import { timeSeriesPlugin } from '../panels/TimeSeriesPanel';

const plugins = new Map<string, PanelPlugin>([
  ['timeseries', withMeta(timeSeriesPlugin, 'timeseries', 'Time series')],
  ['table', withMeta(tablePlugin, 'table', 'Table')],
]);

export const panelPlugins = {
  importPanelPlugin(id: string): Promise<PanelPlugin> {
    const plugin = plugins.get(id);
    return plugin ? Promise.resolve(plugin) : Promise.reject(new Error(`There is no panel ${id}`));
  },
  getPanelPluginFromCache: (id: string): PanelPlugin | undefined => plugins.get(id),
};

function withMeta(plugin: PanelPlugin, id: string, name: string): PanelPlugin {
  const meta: PanelPluginMeta = {
    id,
    name,
    type: PluginType.panel,
    module: '',
    baseUrl: '',
    sort: 0,
    info: {
      author: { name: '' },
      description: '',
      links: [],
      logos: { small: '', large: '' },
      screenshots: [],
      updated: '',
      version: '',
    },
  };
  plugin.meta = meta;
  return plugin;
}
