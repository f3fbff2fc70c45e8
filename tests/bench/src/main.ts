// Measures extraction, and reports each measurement as a line of JSON:
//   { shape, format, ns: { side: nanoseconds a message } }   or   { shape, format, missing: why }
// and at the end { done: true } or { failed: why }.

import init from 'tributary-wasm';

import { check } from './check';
import { EngineSide, Unsupported } from './engineSide';
import { byHand, byJsonPathPlus } from './peers';
import { measure } from './rounds';
import { type Cell, manyStreams, type Shape, shapes } from './shapes';
import { type Data, type Format, receive, replaceWebSocket } from './sockets';

async function report(line: object) {
  await fetch('/report', { method: 'POST', body: JSON.stringify(line) });
}

/** The columns of all messages, one after the other: what the engine's buffer must hold. */
function expected(shape: Shape, messages: Data[]): Cell[][] {
  const all: Cell[][] = shape.query.fields.map(() => []);
  for (const message of messages) {
    byHand(shape)(message).forEach((column, i) => all[i]?.push(...column));
  }
  return all;
}

/** Streams of one socket; `check` awaits their next snapshots and compares them. */
function engine(streams: Shape[], messages: Data[]) {
  const wanted = streams.map((stream) => expected(stream, messages));
  const side = new EngineSide(streams, wanted[0]?.[0]?.length ?? 0);
  return {
    take: side.deliver,
    async check() {
      (await side.snapshots(streams.length)).forEach((snapshot, i) => check(snapshot, wanted[i] ?? []));
    },
    free: () => side.free(),
  };
}

async function againstPeers(shape: Shape, messages: Data[]) {
  const ours = engine([shape], messages);
  const peers = [
    { name: 'json-parse', take: byHand(shape) },
    { name: 'jsonpath-plus', take: byJsonPathPlus(shape) },
  ];
  const wanted = JSON.stringify(expected(shape, messages.slice(-1)));
  for (const { name, take } of peers) {
    if (JSON.stringify(take(messages.at(-1) ?? '')) !== wanted) {
      throw new Error(`${name} finds something else`);
    }
  }
  const ns = await measure(messages, [{ name: 'engine', take: ours.take }, ...peers], ours.check);
  ours.free();
  return ns;
}

async function manyAgainstOne(messages: Data[]) {
  const [one, many] = [engine(manyStreams.slice(0, 1), messages), engine(manyStreams, messages)];
  const sides = [
    { name: 'one', take: one.take },
    { name: 'many', take: many.take },
  ];
  const ns = await measure(messages, sides, async () => {
    await Promise.all([one.check(), many.check()]);
  });
  one.free();
  many.free();
  return ns;
}

async function run(shape: string, format: Format, measured: () => Promise<Record<string, number>>) {
  try {
    await report({ shape, format, ns: await measured() });
  } catch (thrown) {
    if (!(thrown instanceof Unsupported)) {
      throw new Error(`${shape}, ${format}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
    await report({ shape, format, missing: thrown.message });
  }
}

try {
  await init({ module_or_path: '/engine.wasm' });
  replaceWebSocket();
  for (const [name, shape] of Object.entries(shapes)) {
    for (const format of ['text', 'bytes'] as const) {
      const messages = await receive(name, format);
      await run(name, format, () => againstPeers(shape, messages));
    }
  }
  const messages = await receive('medium', 'text');
  await run('many', 'text', () => manyAgainstOne(messages));
  await report({ done: true });
} catch (thrown) {
  await report({ failed: thrown instanceof Error ? thrown.message : String(thrown) });
}
