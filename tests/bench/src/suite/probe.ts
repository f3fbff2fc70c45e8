/**
 * Looks into the engine's worker, where the page can't: the plugin's worker is started by a script of ours that wraps
 * what the browser gives it and then runs the plugin's own. Nothing of the plugin knows of it.
 */

/** What the probe answers; times by the page's clock, see `now`. */
export interface Inside {
  /** When each message came, first to last, over all sockets; empty where they are not noted. */
  times: number[];
  /** How many came. */
  messages: number;
  /** The size of the engine's `memory.buffer`. */
  wasmBytes: number;
}

type Question = { id: number; collect: boolean };
type Answer = Inside & { id: number };

const CHANNEL = 'bench-probe';

/** Runs in the worker, from its source text: it must not use anything from outside. */
function inside(channel: string, keepTimes: boolean): void {
  const times: number[] = [];
  let messages = 0;
  let memory: WebAssembly.Memory | undefined;

  const remember = (instance: WebAssembly.Instance) => {
    const exported = Object.values(instance.exports).find((item) => item instanceof WebAssembly.Memory);
    memory = exported ?? memory;
  };
  const wrapped = (real: (...args: unknown[]) => Promise<unknown>) =>
    async function (...args: unknown[]) {
      const made = (await real.apply(WebAssembly, args)) as WebAssembly.WebAssemblyInstantiatedSource;
      remember('instance' in made ? made.instance : (made as WebAssembly.Instance));
      return made;
    };
  type Instantiate = Parameters<typeof wrapped>[0];
  Object.assign(WebAssembly, {
    instantiate: wrapped(WebAssembly.instantiate as Instantiate),
    instantiateStreaming: wrapped(WebAssembly.instantiateStreaming as Instantiate),
  });

  const RealWebSocket = WebSocket;
  class ProbedWebSocket extends RealWebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      // Before the engine's own listener, which comes after.
      this.addEventListener('message', () => {
        messages++;
        if (keepTimes) {
          times.push(performance.timeOrigin + performance.now());
        }
      });
    }
  }
  Object.assign(globalThis, { WebSocket: ProbedWebSocket });

  const line = new BroadcastChannel(channel);
  line.onmessage = ({ data }: MessageEvent<Question>) => {
    if (data.collect) {
      (globalThis as { gc?: () => void }).gc?.();
    }
    const wasmBytes = memory?.buffer.byteLength ?? 0;
    line.postMessage({ id: data.id, times, messages, wasmBytes });
  };
}

/** Makes every worker that is started from now on a probed one; `times`: it notes when each message comes. */
export function installProbe({ times = false } = {}): void {
  const RealWorker = Worker;
  class ProbedWorker extends RealWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      const script = new URL(url, document.baseURI).href;
      const given = [CHANNEL, times].map((argument) => JSON.stringify(argument)).join();
      const source = `(${inside.toString()})(${given}); importScripts(${JSON.stringify(script)});`;
      super(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })), options);
    }
  }
  Object.assign(globalThis, { Worker: ProbedWorker });
}

const line = new BroadcastChannel(CHANNEL);
let questions = 0;

/** Asks the engine's worker; with `collect`, after its garbage was collected, where the browser lets us. */
export function look({ collect = false } = {}): Promise<Inside> {
  const id = ++questions;
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent<Answer>) => {
      if (data.id === id) {
        line.removeEventListener('message', hear);
        resolve(data);
      }
    };
    line.addEventListener('message', hear);
    line.postMessage({ id, collect });
  });
}
