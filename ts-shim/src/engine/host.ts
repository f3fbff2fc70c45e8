import init, { Engine } from 'tributary-wasm';

import { watchPolicy } from './policy';
import { type EngineError, type EngineEvent, type EngineRequest, transferables } from './protocol';

/** Takes an event, and the buffers in it that may be transferred. */
export type Post = (event: EngineEvent, transfer: ArrayBuffer[]) => void;

type State =
  | { kind: 'new' }
  | { kind: 'starting' }
  | { kind: 'running'; engine: Engine }
  /** Closed, or broken beyond use: requests are ignored. */
  | { kind: 'ended' };

/** Owns the wasm engine and speaks the protocol for it, in a worker and on the main thread alike. */
export class EngineHost {
  private state: State = { kind: 'new' };
  private readonly unwatch: () => void;

  constructor(private readonly post: Post) {
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
    }
  }

  /** Closes every socket and timer of the engine. */
  close(): void {
    const { state } = this;
    this.state = { kind: 'ended' };
    this.unwatch();
    if (state.kind === 'running') {
      state.engine.free();
    }
  }

  private async start(wasmUrl: string, seed: number): Promise<void> {
    if (this.state.kind !== 'new') {
      return;
    }
    this.state = { kind: 'starting' };
    try {
      await init({ module_or_path: wasmUrl });
      if (this.isEnded()) {
        return;
      }
      this.state = { kind: 'running', engine: new Engine(seed, (event) => this.post(event, transferables(event))) };
      this.post({ type: 'started' }, []);
    } catch (thrown) {
      this.fail(startError(thrown, wasmUrl));
    }
  }

  // A method, because the state may change during an await, which the compiler's narrowing does not see.
  private isEnded(): boolean {
    return this.state.kind === 'ended';
  }

  private run(action: (engine: Engine) => void): void {
    if (this.state.kind !== 'running') {
      return;
    }
    try {
      action(this.state.engine);
    } catch (thrown) {
      // The engine emits its errors, so a throw is a trap: its memory can no longer be trusted, not even to free it.
      this.fail({ code: 'engine-crashed', message: `The engine stopped: ${text(thrown)}. Run the query again.` });
    }
  }

  private fail(error: EngineError): void {
    this.state = { kind: 'ended' };
    this.unwatch();
    this.post({ type: 'failed', error }, []);
  }
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
