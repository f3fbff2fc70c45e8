// The wasm package is built, not committed (crates/tributary-wasm/pkg); webpack.config.js says where it is. Declared
// here so that types, tests and lint need no Rust build.

declare module 'tributary-wasm' {
  /** Compiles and instantiates the module; later calls return at once. */
  export default function init(source: { module_or_path: string }): Promise<unknown>;

  /** Gives the module a new instance; whatever is left of the old one is stale. */
  export function __wbg_reset_state(): void;

  /** What an engine has of the world around it. Every call into the engine goes through it. */
  export class Outside {
    /** `emit` is called with each event, `crashed` once, when the engine throws: then nothing enters it any more. */
    constructor(emit: (event: import('./protocol').EngineEvent) => void, crashed: (thrown: unknown) => void);
    /** Calls into the engine. */
    enter<T>(call: () => T): T | undefined;
    /** Closes every socket and timer, without the engine, and lets nothing enter it any more. */
    end(): void;
  }

  export class Engine {
    /** `seed` is for the jitter of reconnects. */
    constructor(seed: number, outside: Outside);
    /** Errors are emitted, not thrown. */
    subscribe(id: number, spec: import('./protocol').SubscriptionSpec): void;
    unsubscribe(id: number): void;
    /** A subscription may be sent its rows once more, as soon as there is something new. */
    want(id: number): void;
    /** Gives the connections of a data source instance new sockets at once. */
    reconnect(scope: string): void;
    /** The page is looked at again, has the network back, or goes on after it stood still. */
    resume(): void;
    /** The page is put away, and kept only if it has no sockets. */
    suspend(): void;
    /** A policy forbids to dial addresses that start so; `text` says what to do. */
    forbid(start: string, text: string): void;
    /** Closes every socket and timer. */
    free(): void;
  }
}

declare module 'tributary-wasm/tributary_wasm_bg.wasm' {
  /** The module's address under the plugin's public path. */
  const url: string;
  export default url;
}
