/** What rows take in the engine's memory, and whether anything grows over time. */
import * as command from '../command';
import { dataSource, openPlugin, run, time, value } from '../plugin';
import { installProbe, look } from '../probe';
import { collectGarbage, sleep, until } from '../waiting';

const ROWS = 1_000_000;

/** The engine's memory without rows, with a million of them, and after as many again have pushed them out. */
export async function bytesPerRow(): Promise<void> {
  installProbe();
  const source = dataSource(await openPlugin(), { linger: { socketMs: 0, bufferMs: 0 } });
  const fields = [time, value];
  let packets = 0;
  const mount = (feed: string) => run(source, { feed, fields, rows: ROWS }, () => packets++);

  // A buffer that is empty but for one row.
  const first = mount('rate=0&flood=1');
  await until(() => packets > 0, 'the first row');
  const empty = (await look()).wasmBytes;
  first.unsubscribe();

  const before = (await look()).messages;
  const sizes: Array<[messages: number, bytes: number]> = [];
  const filling = mount(`rate=0&flood=${2 * ROWS}&spanMs=300000`);
  for (let messages = 0; messages < 2 * ROWS;) {
    const inside = await look();
    messages = inside.messages - before;
    sizes.push([messages, inside.wasmBytes]);
    await sleep(50);
  }
  await sleep(2_000);
  const last = await look();
  sizes.push([last.messages - before, last.wasmBytes]);
  filling.unsubscribe();
  await command.result({ rows: ROWS, empty, sizes });
}

const WARM_UP_SECONDS = 60;
const STEP_SECONDS = 5;

interface PageMemory {
  memory?: { usedJSHeapSize: number };
}

/** Ten minutes at a steady rate: the process, the engine and the page's heap, each after garbage was collected. */
export async function growth(): Promise<void> {
  installProbe();
  const seconds = Number(new URLSearchParams(location.search).get('seconds'));
  const source = dataSource(await openPlugin());
  const start = performance.now();
  let packets = 0;
  run(source, { feed: 'rate=10000', rows: 100_000 }, () => packets++);
  await sleep(WARM_UP_SECONDS * 1000);
  const samples: object[] = [];
  const from = (await look()).messages;
  for (let step = 0; step * STEP_SECONDS <= seconds; step++) {
    collectGarbage();
    const { wasmBytes, messages } = await look({ collect: true });
    const heapBytes = (performance as PageMemory).memory?.usedJSHeapSize ?? 0;
    const at = (performance.now() - start) / 1000;
    samples.push({
      seconds: at,
      messages: messages - from,
      wasmBytes,
      heapBytes,
      processBytes: await command.memory(),
    });
    await sleep(STEP_SECONDS * 1000 - ((performance.now() - start) % (STEP_SECONDS * 1000)));
    if (step % 12 === 0) {
      await command.say(`${packets} packets; ${JSON.stringify(samples.at(-1))}`);
    }
  }
  await command.result({ samples });
}
