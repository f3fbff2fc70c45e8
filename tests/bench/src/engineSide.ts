import { Engine, Outside } from 'tributary-wasm';

import { type EngineEvent, type Snapshot } from '../../../ts-shim/src/engine/protocol';
import { type Shape } from './shapes';
import { type Data, openLatest } from './sockets';

/** The engine cannot do what a shape asks. */
export class Unsupported extends Error {}

/** Streams of one socket, each with room for exactly the rows of one cycle through its messages. */
export class EngineSide {
  readonly deliver: (data: Data) => void;
  private readonly engine: Engine;
  private readonly waiting = new Map<number, (snapshot: Snapshot) => void>();
  private refusal: string | undefined;

  constructor(streams: readonly Shape[], rows: number) {
    const outside = new Outside(
      (event) => this.hear(event),
      (thrown) => {
        throw thrown;
      }
    );
    this.engine = new Engine(1, outside);
    streams.forEach(({ query }, id) =>
      this.engine.subscribe(id, {
        connection: {
          scope: 'bench',
          url: 'ws://127.0.0.1/',
          protocols: [],
          lingerMs: 0,
          reconnect: { baseMs: 1000, capMs: 1000, stableMs: 10_000, connectTimeoutMs: 10_000, closeCodes: [] },
          handshake: [],
        },
        stream: { ...query, buffer: { kind: 'append', rows }, lingerMs: 0 },
      })
    );
    if (this.refusal !== undefined) {
      this.free();
      throw new Unsupported(this.refusal);
    }
    this.deliver = openLatest();
  }

  /** The streams' snapshots, when each has told of what came since the last emission. */
  snapshots(streams: number): Promise<Snapshot[]> {
    return Promise.all(
      Array.from({ length: streams }, (_, id) => {
        const snapshot = new Promise<Snapshot>((resolve) => this.waiting.set(id, resolve));
        this.engine.want(id);
        return snapshot;
      })
    );
  }

  free() {
    this.engine.free();
  }

  private hear(event: EngineEvent) {
    if (event.type === 'error') {
      this.refusal = event.error.message;
    } else if (event.type === 'rows') {
      for (const id of event.ids) {
        this.waiting.get(id)?.(event.snapshot);
        this.waiting.delete(id);
      }
    }
  }
}
