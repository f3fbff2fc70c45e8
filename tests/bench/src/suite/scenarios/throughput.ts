/**
 * Messages a second, as many as the server can get rid of: into an empty handler in a worker, and into the plugin, of
 * which no panel draws. In turn, each on a new socket.
 */
import type { DataSourceApi } from '@grafana/data';
import * as command from '../command';
import { column, dataSource, FIRST_SEQ, newest, openPlugin, run } from '../plugin';
import { settled, sleep, until } from '../waiting';

const ROUNDS = 15;
const WINDOW_MS = 2_000;
/** The server goes on for a little longer than is looked at. */
const LASTS_MS = WINDOW_MS + 400;
/** Room for all that comes. */
const ROWS = 1_000_000;

/** How many messages had come when. */
type Sample = [ms: number, messages: number];

/** The slope between the window's first and last sample. */
function perSecond(samples: Sample[]): number {
  const seen = samples.filter(([, messages]) => messages > 0);
  const [start, from] = seen[0] ?? [0, 0];
  const [end, to] = seen.filter(([ms]) => ms <= start + WINDOW_MS).at(-1) ?? [0, 0];
  if (end - start < WINDOW_MS / 2) {
    throw new Error(`a window of ${end - start} ms only, in ${seen.length} samples`);
  }
  return ((to - from) / (end - start)) * 1000;
}

/** Runs in a worker, from its source text. */
function emptyHandler(url: string): void {
  let messages = 0;
  const samples: Sample[] = [];
  const socket = new WebSocket(url);
  socket.onmessage = () => {
    messages++;
  };
  setInterval(() => samples.push([performance.now(), messages]), 20);
  globalThis.onmessage = () => postMessage(samples);
}

async function intoEmptyHandler(feed: string): Promise<number> {
  const source = `(${emptyHandler.toString()})(${JSON.stringify(`ws://${location.host}/blast?${feed}`)})`;
  const worker = new Worker(URL.createObjectURL(new Blob([source])));
  try {
    await sleep(LASTS_MS);
    const samples = await new Promise<Sample[]>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<Sample[]>) => resolve(data);
      worker.postMessage('');
    });
    return perSecond(samples);
  } finally {
    worker.terminate();
  }
}

async function intoPlugin(source: DataSourceApi, feed: string, panels: number): Promise<number> {
  const samples: Sample[] = [];
  const query = { feed, rows: ROWS };
  const running = Array.from({ length: panels }, () =>
    run(source, query, (frame) => samples.push([performance.now(), newest(frame)]))
  );
  const sent = () => samples.at(-1)?.[1] ?? 0;
  await sleep(LASTS_MS);
  await until(() => sent() > 0, 'rows of the plugin');
  await settled(sent, 500);
  await checkBuffer(source, query, sent());
  running.forEach((subscription) => subscription.unsubscribe());
  return perSecond(samples);
}

/** A table has every row: not one message may be missing, and none twice. */
async function checkBuffer(source: DataSourceApi, query: { feed: string; rows: number }, sent: number) {
  let seqs: number[] = [];
  const table = run(source, { ...query, format: 'table' }, (frame) => (seqs = column(frame, 'seq')));
  await until(() => seqs.length > 0, 'the whole buffer');
  table.unsubscribe();
  const hole = seqs.findIndex((seq, row) => seq !== FIRST_SEQ + row);
  if (hole >= 0 || seqs.length < sent) {
    throw new Error(`of ${sent} messages ${seqs.length} are in the buffer; the first in a wrong place is row ${hole}`);
  }
}

export async function throughput(): Promise<void> {
  // Nothing of a window is left in the next.
  const source = dataSource(await openPlugin(), { linger: { socketMs: 0, bufferMs: 0 } });
  const sides: Array<[string, (feed: string) => Promise<number>]> = [
    ['empty', intoEmptyHandler],
    ['one', (feed) => intoPlugin(source, feed, 1)],
    ['twenty', (feed) => intoPlugin(source, feed, 20)],
  ];
  const rounds: Array<Record<string, number>> = [];
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    const rates: Record<string, number> = {};
    for (let turn = 0; turn < sides.length; turn++) {
      const [name, measure] = sides[(turn + round) % sides.length]!;
      rates[name] = await measure(`window=${round}-${name}&lastsMs=${LASTS_MS}`);
      await sleep(200);
    }
    await command.say(`round ${round} of ${ROUNDS}: ${JSON.stringify(rates)}`);
    rounds.push(rates);
  }
  await command.result({ rounds: rounds.slice(1) });
}
