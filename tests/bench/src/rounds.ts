import { type Data } from './sockets';

/** One of those that are compared. */
export interface Side {
  name: string;
  take: (data: Data) => unknown;
}

/** Rounds of each measurement; the best of each side counts. With fewer, a busy second shows. */
const ROUNDS = 150;
/** How long one side takes for a round, about. Milliseconds. */
const ROUND_MS = 3;

// Where results go, so that no compiler finds them useless.
export const sink: { last: unknown } = { last: undefined };

function cycle(messages: Data[], take: Side['take'], times: number): number {
  const start = performance.now();
  for (let time = 0; time < times; time++) {
    for (const message of messages) {
      sink.last = take(message);
    }
  }
  return performance.now() - start;
}

/**
 * Nanoseconds that each side takes for a message: the sides in turn, another one first in each round, the best of all
 * rounds. Every call has another message than the one before, and a round ends with the last one.
 */
export async function measure(
  messages: Data[],
  sides: Side[],
  afterRound: () => Promise<void>
): Promise<Record<string, number>> {
  const best = new Map<string, number>();
  let times = 1;
  for (let round = 0; round < ROUNDS + 2; round++) {
    const taken = sides.map((_, i) => {
      const { name, take } = sides[(i + round) % sides.length]!;
      return { name, ms: cycle(messages, take, times) };
    });
    await afterRound();
    if (round < 2) {
      // Still compiling; how long rounds are to be follows the quickest side.
      times = Math.max(1, Math.round((times * ROUND_MS) / Math.min(...taken.map(({ ms }) => Math.max(ms, 0.01)))));
      continue;
    }
    for (const { name, ms } of taken) {
      const ns = (ms * 1e6) / (times * messages.length);
      best.set(name, Math.min(best.get(name) ?? Infinity, ns));
    }
  }
  return Object.fromEntries(best);
}
