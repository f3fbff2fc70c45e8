import { TributaryError } from '../errors';
import { type EngineHost, type Post } from './host';
import { type EngineError, type EngineEvent, type EngineRequest } from './protocol';

/** A running engine, wherever it runs. Events arrive asynchronously, also on the main thread. */
export interface Transport {
  send(request: EngineRequest): void;
  /** Ends the engine with its sockets; no event follows. */
  close(): void;
}

export interface StartOptions {
  /** Absolute: a worker resolves relative addresses against its own. */
  wasmUrl: string;
  seed: number;
  /** Gets every event after `started`. */
  onEvent: (event: EngineEvent) => void;
}

/** Longer than loading the module takes on a slow line, short enough to be waited for once. */
export const START_TIMEOUT_MS = 5_000;

/** A transport whose engine has started; rejects with a `TributaryError`. */
export type Start = (options: StartOptions) => Promise<Transport>;

/** The first that starts; when none does, the last one's error. */
export function firstOf(...starts: Start[]): Start {
  return async (options) => {
    let reason: unknown;
    for (const start of starts) {
      try {
        return await start(options);
      } catch (thrown) {
        reason = thrown;
      }
    }
    throw reason;
  };
}

/**
 * Runs the engine in a worker. It counts as failed when the worker can't be made (a content security policy, a
 * cross-origin script), reports an error, or is silent for too long; it is then terminated, so that a late start
 * leaves no second engine behind.
 */
export function inWorker(createWorker: () => Worker, timeoutMs = START_TIMEOUT_MS): Start {
  return ({ wasmUrl, seed, onEvent }) =>
    new Promise((resolve, reject) => {
      const worker = createWorker();
      const starting = new Starting(onEvent, resolve, reject, {
        send: (request) => worker.postMessage(request),
        close: () => {
          worker.onmessage = worker.onerror = worker.onmessageerror = null;
          worker.terminate();
        },
      });
      worker.onmessage = ({ data }: MessageEvent<EngineEvent>) => starting.take(data);
      worker.onerror = (event) => {
        event.preventDefault();
        starting.take({ type: 'failed', error: workerError(event.message) });
      };
      worker.onmessageerror = () => starting.take({ type: 'failed', error: workerError('a message was unreadable') });
      starting.begin({ type: 'start', wasmUrl, seed }, timeoutMs);
    });
}

/** Runs the engine on the main thread; `load` fetches the host's chunk. */
export function onMainThread(load: () => Promise<{ EngineHost: new (post: Post) => EngineHost }>): Start {
  return async ({ wasmUrl, seed, onEvent }) => {
    const { EngineHost: Host } = await load();
    return new Promise((resolve, reject) => {
      const host = new Host((event) => queueMicrotask(() => starting.take(event)));
      const starting = new Starting(onEvent, resolve, reject, {
        send: (request) => host.handle(request),
        close: () => host.close(),
      });
      starting.begin({ type: 'start', wasmUrl, seed });
    });
  };
}

/** Turns the first answer into a promise's outcome and passes on what follows, until the transport is closed. */
class Starting {
  private phase: 'starting' | 'running' | 'closed' = 'starting';
  private timer?: ReturnType<typeof setTimeout>;
  private readonly transport: Transport;

  constructor(
    private readonly onEvent: (event: EngineEvent) => void,
    private readonly resolve: (transport: Transport) => void,
    private readonly reject: (error: TributaryError) => void,
    inner: Transport
  ) {
    this.transport = {
      send: (request) => inner.send(request),
      close: () => {
        if (this.phase !== 'closed') {
          this.phase = 'closed';
          inner.close();
        }
      },
    };
  }

  begin(request: EngineRequest, timeoutMs?: number): void {
    if (timeoutMs !== undefined) {
      const error = workerError(`it did not start within ${timeoutMs / 1000} s`);
      this.timer = setTimeout(() => this.take({ type: 'failed', error }), timeoutMs);
    }
    this.transport.send(request);
  }

  take(event: EngineEvent): void {
    if (this.phase === 'running') {
      this.onEvent(event);
    } else if (this.phase === 'starting' && event.type === 'started') {
      clearTimeout(this.timer);
      this.phase = 'running';
      this.resolve(this.transport);
    } else if (this.phase === 'starting' && event.type === 'failed') {
      clearTimeout(this.timer);
      this.transport.close();
      this.reject(new TributaryError(event.error));
    }
  }
}

function workerError(reason: string | undefined): EngineError {
  return { code: 'engine-crashed', message: `The engine's worker failed: ${reason || 'its script did not load'}.` };
}
