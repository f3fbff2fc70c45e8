import { Engine, Outside } from 'tributary-wasm';

import { freshInstance } from './instance';
import { Outbox, type Post } from './outbox';
import { watchPolicy } from './policy';
import { type EngineError, type EngineRequest } from './protocol';

type State =
  | { kind: 'new' }
  | { kind: 'starting' }
  /** Whatever is asked of the engine goes through `outside`. */
  | { kind: 'running'; engine: Engine; outside: Outside }
  /** Closed, or broken beyond use: requests are ignored. */
  | { kind: 'ended' };

/** Owns the wasm engine and speaks the protocol for it, in a worker and on the main thread alike. */
export class EngineHost {
  private state: State = { kind: 'new' };
  private readonly outbox: Outbox;
  private readonly unwatch: () => void;

  constructor(post: Post) {
    this.outbox = new Outbox(post);
    this.unwatch = watchPolicy(({ start, text }) => this.run((engine) => engine.forbid(start, text)));
  }

  /** Does what a request asks; whatever goes wrong is posted, never thrown. */
  handle(request: EngineRequest): void {
    switch (request.type) {
      case 'start':
        void this.start(request.wasmUrl, request.seed);
        break;
      case 'subscribe':
        this.run((engine) => engine.subscribe(request.id, request.spec));
        break;
      case 'unsubscribe':
        this.run((engine) => engine.unsubscribe(request.id));
        break;
      case 'want':
        this.run((engine) => request.ids.forEach((id) => engine.want(id)));
        break;
      case 'reconnect':
        this.run((engine) => engine.reconnect(request.scope));
        break;
      case 'resume':
        this.run((engine) => engine.resume());
        break;
      case 'suspend':
        this.run((engine) => engine.suspend());
        break;
      case 'ping':
        this.outbox.add({ type: 'pong' });
        break;
    }
  }

  /** Closes every socket and timer of the engine. */
  close(): void {
    this.run((engine) => engine.free());
    this.end();
    this.outbox.clear();
  }

  private async start(wasmUrl: string, seed: number): Promise<void> {
    if (this.state.kind !== 'new') {
      return;
    }
    this.state = { kind: 'starting' };
    try {
      await freshInstance(wasmUrl);
      if (this.isEnded()) {
        return;
      }
      const outside = new Outside(
        (event) => this.outbox.add(event),
        (thrown) => this.fail(crash(thrown))
      );
      this.state = { kind: 'running', engine: new Engine(seed, outside), outside };
      this.outbox.add({ type: 'started' });
    } catch (thrown) {
      this.fail(startError(thrown, wasmUrl));
    }
  }

  // A method, because the state may change during an await, which the compiler's narrowing does not see.
  private isEnded(): boolean {
    return this.state.kind === 'ended';
  }

  private run(action: (engine: Engine) => void): void {
    if (this.state.kind === 'running') {
      const { engine, outside } = this.state;
      outside.enter(() => action(engine));
    }
  }

  private fail(error: EngineError): void {
    this.end();
    this.outbox.add({ type: 'failed', error });
  }

  private end(): void {
    if (this.state.kind === 'running') {
      this.state.outside.end();
    }
    this.state = { kind: 'ended' };
    this.unwatch();
  }
}

// The engine emits its errors, so what it throws is a trap: its memory can no longer be trusted, not even to free it.
function crash(thrown: unknown): EngineError {
  return { code: 'engine-crashed', message: `The engine stopped: ${text(thrown)}.` };
}

// Chromium, Firefox and Safari word it differently; each names the policy or the source that it wants.
const POLICY = /content security policy|\bCSP\b|unsafe-eval/i;

function startError(thrown: unknown, wasmUrl: string): EngineError {
  const reason = text(thrown);
  if (typeof WebAssembly === 'undefined') {
    return { code: 'wasm-missing', message: 'This browser has no WebAssembly (or has it switched off).' };
  }
  if (POLICY.test(reason)) {
    return {
      code: 'wasm-blocked',
      message:
        "The page's content security policy does not let WebAssembly run: add 'wasm-unsafe-eval' (or 'unsafe-eval') " +
        "to script-src in Grafana's content_security_policy_template, or in the reverse proxy's header. " +
        `The browser says: ${reason}`,
    };
  }
  return { code: 'wasm-unavailable', message: `The engine could not be loaded from ${wasmUrl}: ${reason}` };
}

function text(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
