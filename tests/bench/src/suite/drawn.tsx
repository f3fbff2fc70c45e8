/**
 * Twenty panels that Grafana's own components draw, on one socket: with a slow feed and with a fast one in turn. Which
 * task of the main thread takes longest?
 */
import '../../../host/src/models/bootData';
import '../../../host/src/models/translations';
import { createTheme, type DataSourceRef, ThemeContext } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import {
  EmbeddedScene,
  type SceneComponentProps,
  SceneObjectBase,
  type SceneObjectState,
  SceneQueryRunner,
  SceneTimeRange,
  VizPanel,
} from '@grafana/scenes';
import { GlobalStyles } from '@grafana/ui';
import { createRoot } from 'react-dom/client';
import { MemoryRouter } from 'react-router-dom';
import { DataSourceSrvModel } from '../../../host/src/models/dataSourceSrv';
import { loadPlugin } from '../../../host/src/models/pluginLoader';
import { installRegistries } from '../../../host/src/models/registries';
import { installServices } from '../../../host/src/models/services';
import { RunRecorder } from '../../../host/src/recorder';
import * as command from './command';
import { Longest } from './longest';
import { instanceSettings, target, time, value } from './plugin';
import { sleep, until } from './waiting';

const PANELS = 20;
const RUNS = 3;
const RUN_MS = 20_000;
const WARM_UP_MS = 5_000;
const ROWS = 100_000;

const feeds = {
  slow: `rate=10&flood=${ROWS}&spanMs=60000`,
  fast: `rate=40000&flood=${ROWS}&spanMs=60000`,
};

interface GridState extends SceneObjectState {
  panels: VizPanel[];
}

class Grid extends SceneObjectBase<GridState> {
  static Component = ({ model }: SceneComponentProps<Grid>) => (
    <div style={{ display: 'grid', flexGrow: 1, gap: 4, gridTemplateColumns: 'repeat(5, minmax(0, 1fr))' }}>
      {model.useState().panels.map((panel) => (
        <section key={panel.state.key} style={{ height: 220, minWidth: 0 }}>
          <panel.Component model={panel} />
        </section>
      ))}
    </div>
  );
}

const runner = (panel: VizPanel) => panel.state.$data as SceneQueryRunner;

function dashboard(datasource: DataSourceRef): Grid {
  const panels = Array.from(
    { length: PANELS },
    (_, number) =>
      new VizPanel({
        key: `panel-${number + 1}`,
        pluginId: 'timeseries',
        title: `Panel ${number + 1}`,
        $data: new SceneQueryRunner({ datasource, queries: [], maxDataPointsFromWidth: true }),
      })
  );
  return new Grid({ panels });
}

async function measure(grid: Grid, recorder: RunRecorder, name: keyof typeof feeds): Promise<object> {
  for (const panel of grid.state.panels) {
    const queries = [target({ feed: feeds[name], fields: [time, value], rows: ROWS })];
    runner(panel).setState({ queries });
    runner(panel).runQueries();
  }
  const hasRows = (panel: VizPanel) => (runner(panel).state.data?.series[0]?.length ?? 0) > 1;
  await until(() => grid.state.panels.every(hasRows), `rows in all panels of the ${name} feed`);
  await sleep(WARM_UP_MS);
  const longest = new Longest();
  const [before, from] = [await command.cpu(), recorder.packets.value];
  await sleep(RUN_MS);
  const after = await command.cpu();
  const packets = recorder.packets.value - from;
  const canvases = document.querySelectorAll('canvas').length;
  const run = { feed: name, ...longest.end(), packets, canvases, mainMs: after.main - before.main };
  await command.say(JSON.stringify(run));
  return run;
}

async function main(): Promise<void> {
  const recorder = new RunRecorder();
  installServices(recorder);
  installRegistries();
  const loaded = await loadPlugin();
  const sources = new DataSourceSrvModel(loaded);
  setDataSourceSrv(sources);
  // A feed's socket is gone before the next one's is looked at.
  const source = sources.put(instanceSettings(loaded, { linger: { socketMs: 0, bufferMs: 0 } }));
  const grid = dashboard(source.getRef());
  const scene = new EmbeddedScene({ $timeRange: new SceneTimeRange({ from: 'now-1m', to: 'now' }), body: grid });
  createRoot(document.getElementById('root')!).render(
    <MemoryRouter>
      <ThemeContext.Provider value={createTheme()}>
        <GlobalStyles />
        <scene.Component model={scene} />
      </ThemeContext.Provider>
    </MemoryRouter>
  );
  await sleep(2_000);
  const runs: object[] = [];
  for (let round = 0; round < RUNS; round++) {
    runs.push(await measure(grid, recorder, 'slow'));
    runs.push(await measure(grid, recorder, 'fast'));
  }
  await command.result({ runs });
}

addEventListener('error', ({ error, message }) => void command.fail(error ?? message));
main().then(command.done, command.fail);
