import { TributaryError } from '../errors';
import { type EngineHost } from './host';
import { type Post } from './outbox';
import { type EngineError, type EngineEvent, type EngineRequest } from './protocol';
import { whileRunning } from './running';

/** Where an engine runs. */
export type Place = 'worker' | 'main';

/** Gets what an engine has emitted in one turn. */
export type OnEvents = (events: EngineEvent[]) => void;

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
  onEvents: OnEvents;
}

/** Longer than loading the module takes on a slow line, short enough to be waited for once; of time that the page runs. */
export const START_TIMEOUT_MS = 5_000;

/** A transport whose engine has started; rejects with a `TributaryError`. */
export type Start = (options: StartOptions) => Promise<Transport>;

/**
 * Runs the engine in a worker. It counts as failed when the worker can't be made (a content security policy),
 * reports an error, or is silent for too long; it is then terminated, so that a late start
 * leaves no second engine behind.
 */
export function inWorker(createWorker: () => Worker, timeoutMs = START_TIMEOUT_MS): Start {
  return ({ wasmUrl, seed, onEvents }) =>
    new Promise((resolve, reject) => {
      const worker = made(createWorker);
      const starting = new Starting(onEvents, resolve, reject, {
        send: (request) => worker.postMessage(request),
        close: () => {
          worker.onmessage = worker.onerror = worker.onmessageerror = null;
          worker.terminate();
        },
      });
      worker.onmessage = ({ data }: MessageEvent<EngineEvent[]>) => starting.take(data);
      worker.onerror = (event) => {
        event.preventDefault();
        starting.fail(workerError(event.message));
      };
      worker.onmessageerror = () => starting.fail(workerError('a message was unreadable'));
      starting.begin({ type: 'start', wasmUrl, seed }, timeoutMs);
    });
}

/** Runs the engine on the main thread; `load` fetches the host's chunk. */
export function onMainThread(load: () => Promise<{ EngineHost: new (post: Post) => EngineHost }>): Start {
  return async ({ wasmUrl, seed, onEvents }) => {
    const { EngineHost: Host } = await load();
    return new Promise((resolve, reject) => {
      const host = new Host((events) => starting.take(events));
      const starting = new Starting(onEvents, resolve, reject, {
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
  private stopWaiting = () => {};
  private readonly transport: Transport;

  constructor(
    private readonly onEvents: OnEvents,
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
      let left = timeoutMs;
      this.stopWaiting = whileRunning((ranMs) => {
        left -= ranMs;
        if (left <= 0) {
          this.fail(workerError(`it did not start within ${timeoutMs / 1000} s`));
        }
      });
    }
    this.transport.send(request);
  }

  fail(error: EngineError): void {
    this.take([{ type: 'failed', error }]);
  }

  take(events: EngineEvent[]): void {
    if (this.phase === 'running') {
      this.onEvents(events);
    } else if (this.phase === 'starting') {
      // Before it has started an engine says nothing else.
      events.forEach((event) => this.answer(event));
    }
  }

  private answer(event: EngineEvent): void {
    if (event.type === 'started') {
      this.stopWaiting();
      this.phase = 'running';
      this.resolve(this.transport);
    } else if (event.type === 'failed') {
      this.stopWaiting();
      this.transport.close();
      this.reject(new TributaryError(event.error));
    }
  }
}

function made(createWorker: () => Worker): Worker {
  try {
    return createWorker();
  } catch (thrown) {
    throw new TributaryError(workerError(thrown instanceof Error ? thrown.message : String(thrown)));
  }
}

function workerError(reason: string | undefined): EngineError {
  return { code: 'engine-crashed', message: `The engine's worker failed: ${reason || 'its script did not load'}.` };
}
