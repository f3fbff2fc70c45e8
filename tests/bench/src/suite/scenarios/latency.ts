/** From a socket's event in the engine's worker to the packet that a panel gets. */
import * as command from '../command';
import { dataSource, newest, openPlugin, run } from '../plugin';
import { installProbe, look } from '../probe';
import { now, sleep, until } from '../waiting';

const LONE_MESSAGES = 25;
const SECONDS = 30;

/** Every message's time from its event to the first packet that has it, in milliseconds. */
function latencies(events: number[], packets: Array<[ms: number, newest: number]>, from: number): number[] {
  const found: number[] = [];
  let seen = from;
  for (const [ms, newest] of packets) {
    for (; seen < newest; seen++) {
      const event = events[seen];
      if (event !== undefined) {
        found.push(ms - event);
      }
    }
  }
  return found;
}

/** Runs one feed for a while; what came in its first seconds is not counted. */
async function measure(feed: string, warmUp: number, messages: number): Promise<number[]> {
  const source = dataSource(await plugin, { linger: { socketMs: 0, bufferMs: 0 } });
  const packets: Array<[number, number]> = [];
  const before = isStarted ? (await look()).messages : 0;
  isStarted = true;
  const running = run(source, { feed }, (frame) => packets.push([now(), newest(frame)]));
  await until(() => (packets.at(-1)?.[1] ?? 0) >= warmUp + messages, `messages of ${feed}`, 120_000);
  running.unsubscribe();
  const { times } = await look();
  await sleep(500);
  return latencies(times.slice(before), packets, warmUp).slice(0, messages);
}

let plugin: ReturnType<typeof openPlugin>;

/** Whether there is a worker to look into. */
let isStarted = false;

export async function latency(): Promise<void> {
  installProbe({ times: true });
  plugin = openPlugin();
  const lone = await measure('rate=1', 2, LONE_MESSAGES);
  await command.say(`lone messages: ${lone.map((ms) => ms.toFixed(1)).join(' ')}`);
  const steady = await measure('rate=1000', 3_000, SECONDS * 1_000);
  await command.result({ lone, steady: steady.map((ms) => Math.round(ms * 10) / 10) });
}
