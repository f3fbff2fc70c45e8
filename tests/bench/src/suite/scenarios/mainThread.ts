/**
 * What messages cost the page's main thread, by the kernel's count of its processor time. The plugin's windows
 * alternate with windows of as many emits without messages to speak of, and with the two models of peers.
 */
import type { Observable, Subscription } from 'rxjs';
import * as command from '../command';
import { dataSource, newest, openPlugin, run } from '../plugin';
import { reparse, textbook } from '../peers';
import { collectGarbage, sleep, until } from '../waiting';

const ROUNDS = 4;
const ROWS = 1_000;

/** What has happened up to now. */
interface Counts {
  messages: number;
  emits: number;
}

interface Side {
  name: string;
  /** How long it is looked at in each round. */
  seconds: number;
  start: (count: Counts) => Subscription | undefined;
  /** How many emits it has made when it has got into its pace. */
  ready: number;
}

const blast = (feed: string) => `ws://${location.host}/blast?${feed}`;

/** Each of its emits is for one message. */
function peer(name: string, seconds: number, packets: Observable<unknown>): Side {
  const start = (count: Counts) =>
    packets.subscribe(() => {
      count.emits++;
      count.messages++;
    });
  return { name, seconds, start, ready: 3 };
}

export async function mainThread(): Promise<void> {
  const source = dataSource(await openPlugin(), { linger: { socketMs: 0, bufferMs: 0 } });
  const plugin = (name: string, seconds: number, feed: string): Side => ({
    name,
    seconds,
    start: (count) =>
      run(source, { feed, rows: ROWS }, (frame) => {
        count.emits++;
        count.messages = newest(frame);
      }),
    ready: 20,
  });
  const sides: Side[] = [
    plugin('busy', 11, `rate=10000&flood=${ROWS}`),
    plugin('idle', 11, `rate=10&flood=${ROWS}`),
    { name: 'nothing', seconds: 5, start: () => undefined, ready: 0 },
    peer('textbook', 5, textbook(blast('rate=10000'), ROWS)),
    // They are slow: at more messages they would only fall behind.
    peer('reparse1000', 5, reparse(blast('rate=100&flood=1000'), 1_000)),
    peer('reparse10000', 5, reparse(blast('rate=5&flood=10000'), 10_000)),
  ];
  const windows: object[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (let turn = 0; turn < sides.length; turn++) {
      const side = sides[(turn + round) % sides.length]!;
      windows.push(await window(side));
      await command.say(JSON.stringify(windows.at(-1)));
      await sleep(500);
    }
  }
  await command.result({ windows });
}

async function window({ name, seconds, start, ready }: Side): Promise<object> {
  const count = { messages: 0, emits: 0 };
  const running = start(count);
  await until(() => count.emits >= ready, `emits of ${name}`);
  // What the side before has left is not this one's.
  collectGarbage();
  const [before, from] = [await command.cpu(), { ...count, ms: performance.now() }];
  await sleep(seconds * 1000);
  const [after, to] = [await command.cpu(), { ...count, ms: performance.now() }];
  running?.unsubscribe();
  return {
    side: name,
    seconds: (to.ms - from.ms) / 1000,
    messages: to.messages - from.messages,
    emits: to.emits - from.emits,
    mainMs: after.main - before.main,
  };
}
