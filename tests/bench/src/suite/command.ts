/** The page's line to `cargo xtask bench`, which has opened it: questions that it answers, and results. */

/** Processor time since the browser started, in milliseconds. */
export interface Cpu {
  main: number;
  workers: number;
}

const address = new URLSearchParams(location.search).get('command') ?? '';

async function post(message: object): Promise<unknown> {
  // Text: JSON would ask for a preflight request first.
  const answer = await fetch(address, { method: 'POST', body: JSON.stringify(message) });
  if (!answer.ok) {
    throw new Error(`the command could not answer: ${await answer.text()}`);
  }
  return answer.json();
}

/** What the renderer's threads have used, by the kernel's scheduler. */
export const cpu = () => post({ ask: 'cpu' }) as Promise<Cpu>;

/** The renderer's anonymous memory, in bytes. */
export const memory = () => post({ ask: 'memory' }) as Promise<number>;

export const say = (text: string) => post({ say: text });
export const result = (value: object) => post({ result: value });
export const done = () => post({ done: true });
export const fail = (why: unknown) => post({ failed: why instanceof Error ? (why.stack ?? why.message) : String(why) });
