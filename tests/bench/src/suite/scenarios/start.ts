/** How soon a page has its first row, from the end of the module's loading, and what scripts it loaded for that. */
import * as command from '../command';
import { dataSource, newest, openPlugin, run } from '../plugin';
import { until } from '../waiting';

const BARE_SOCKETS = 5;

const params = new URLSearchParams(location.search);

/** Addresses of workers' scripts, which the page's own list of resources need not have. */
const workers: string[] = [];

function noteWorkers(): void {
  const RealWorker = Worker;
  class NotedWorker extends RealWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      workers.push(new URL(url, document.baseURI).href);
      super(url, options);
    }
  }
  Object.assign(globalThis, { Worker: NotedWorker });
}

function bareSocket(): Promise<number> {
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${location.host}/blast?rate=10`);
    socket.onopen = () => {
      resolve(performance.now() - begin);
      socket.close();
    };
    socket.onerror = () => reject(new Error('the bare socket did not open'));
  });
}

export async function start(): Promise<void> {
  noteWorkers();
  const source = dataSource(await openPlugin());
  let firstRow = 0;
  const running = run(source, { feed: 'rate=10' }, (frame) => {
    if (newest(frame) > 0) {
      firstRow ||= performance.now();
    }
  });
  await until(() => firstRow > 0, 'the first row');
  const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const loaded = resources.filter(({ responseEnd }) => responseEnd < firstRow);
  const scripts = [...loaded.map(({ name }) => name), ...workers].filter((name) => /\/plugins\/.*\.js$/.test(name));
  const module = loaded.find(({ name }) => name.endsWith('/module.js'));
  if (!module) {
    throw new Error('the page does not list module.js among what it has loaded');
  }
  running.unsubscribe();
  const bare: number[] = [];
  for (let number = 0; number < BARE_SOCKETS; number++) {
    bare.push(await bareSocket());
  }
  const paths = [...new Set(scripts.map((script) => new URL(script).pathname))];
  await command.result({ firstRowMs: firstRow - module.responseEnd, bareMs: bare, scripts: paths });
}

/** Whether the page is to be loaded again for another sample. */
export function again(): boolean {
  const left = Number(params.get('samples')) - 1;
  if (left > 0) {
    params.set('samples', String(left));
    location.search = params.toString();
  }
  return left > 0;
}
