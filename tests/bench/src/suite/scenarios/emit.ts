/**
 * What an emit costs, from the engine's flush to the frame, by the processor time of worker and main thread: from a
 * buffer of a thousand rows and from one of a million, both over a little more than the range that slides over them.
 *
 * Both sockets stay open all the time, by lingering: what it costs that nobody looks is taken off.
 */
import * as command from '../command';
import { dataSource, MAX_DATA_POINTS, newest, openPlugin, run } from '../plugin';
import { sleep, until } from '../waiting';

const ROUNDS = 5;
const WINDOW_MS = 8_000;
const SPAN_MS = 400_000;

const sides = [
  { name: 'nobody', rows: 0 },
  { name: 'small', rows: 1_000 },
  { name: 'large', rows: 1_000_000 },
];

export async function emit(): Promise<void> {
  const source = dataSource(await openPlugin(), { linger: { socketMs: 3_600_000, bufferMs: 3_600_000 } });
  const query = (rows: number) => ({ feed: `rate=10&flood=${rows}&spanMs=${SPAN_MS}`, rows });
  let mostPoints = 0;
  const start = (rows: number, onPacket: (newest: number) => void) =>
    rows === 0
      ? undefined
      : run(source, query(rows), (frame) => {
          mostPoints = Math.max(mostPoints, frame.length);
          onPacket(newest(frame));
        });

  for (const { name, rows } of sides) {
    let last = 0;
    const filling = start(rows, (newest) => (last = newest));
    await until(() => last >= rows, `the ${name} buffer's last row, not only ${last}`, 240_000);
    filling?.unsubscribe();
    await command.say(`${name}: filled`);
  }

  const windows: object[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (let turn = 0; turn < sides.length; turn++) {
      const { name, rows } = sides[(turn + round) % sides.length]!;
      let emits = 0;
      const running = start(rows, () => emits++);
      await sleep(2_000);
      const [before, from] = [await command.cpu(), emits];
      await sleep(WINDOW_MS);
      const [after, to] = [await command.cpu(), emits];
      running?.unsubscribe();
      const [mainMs, workerMs] = [after.main - before.main, after.workers - before.workers];
      windows.push({ side: name, seconds: WINDOW_MS / 1000, emits: to - from, mainMs, workerMs });
      await command.say(JSON.stringify(windows.at(-1)));
      await sleep(500);
    }
  }
  await command.result({ windows, mostPoints, allowedPoints: 4 * MAX_DATA_POINTS });
}
