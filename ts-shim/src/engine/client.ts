import { NEVER, Observable, type Subscriber } from 'rxjs';

import { asEngineError, TributaryError } from '../errors';
import {
  type EngineError,
  type EngineEvent,
  type EngineRequest,
  type RowsEvent,
  type StatusEvent,
  type SubscriptionSpec,
} from './protocol';
import { type Transport } from './transport';

/** What a subscription sees; that it is unusable ends its Observable with a `TributaryError`. */
export type StreamEvent = RowsEvent | StatusEvent;

interface Subscription {
  spec: SubscriptionSpec;
  subscriber: Subscriber<StreamEvent>;
}

type State = { kind: 'idle' } | { kind: 'starting' } | { kind: 'running'; transport: Transport };

/** Tells the engine what happens to the page, until what it returns is called. */
type Watch = (tell: (request: EngineRequest) => void) => () => void;

/**
 * The page's side of one engine. The engine starts with the first subscription and stays, since its buffers outlive
 * their subscriptions; if it fails, its subscriptions end with the error and the next one starts it anew.
 */
export class EngineClient {
  private state: State = { kind: 'idle' };
  private lastId = 0;
  private readonly subscriptions = new Map<number, Subscription>();
  /** Told to the engine in one request when the turn ends. */
  private readonly wanted = new Set<number>();
  private unwatch?: () => void;

  /**
   * `start` is given what is to be called with each event of the engine that it starts; `watch` is called while anybody
   * is subscribed.
   */
  constructor(
    private readonly start: (onEvent: (event: EngineEvent) => void) => Promise<Transport>,
    private readonly watch: Watch = () => () => {}
  ) {}

  /**
   * A stream's events; each Observable subscription is one of the engine's, with an id of its own. Its rows come once,
   * and then once more whenever `wants` has asked for them; statuses come by themselves.
   */
  subscribe(spec: SubscriptionSpec, wants: Observable<void> = NEVER): Observable<StreamEvent> {
    return new Observable((subscriber) => {
      const id = ++this.lastId;
      this.subscriptions.set(id, { spec, subscriber });
      this.unwatch ??= this.watch((request) => this.tell(request));
      if (this.state.kind === 'running') {
        this.tell({ type: 'subscribe', id, spec });
      } else if (this.state.kind === 'idle') {
        void this.open();
      }
      const wanting = wants.subscribe(() => this.want(id));
      return () => {
        wanting.unsubscribe();
        this.drop(id);
      };
    });
  }

  /** Gives a data source instance's connections new sockets, whatever the old ones do. */
  reconnect(scope: string): void {
    this.tell({ type: 'reconnect', scope });
  }

  private want(id: number): void {
    if (this.wanted.size === 0) {
      queueMicrotask(() => {
        const ids = [...this.wanted].filter((wanted) => this.subscriptions.has(wanted));
        this.wanted.clear();
        if (ids.length > 0) {
          this.tell({ type: 'want', ids });
        }
      });
    }
    this.wanted.add(id);
  }

  private tell(request: EngineRequest): void {
    if (this.state.kind === 'running') {
      this.state.transport.send(request);
    }
  }

  private drop(id: number): void {
    // An id that is no longer there has ended by an error: the engine has forgotten it already.
    if (this.forget(id)) {
      this.tell({ type: 'unsubscribe', id });
    }
  }

  private forget(id: number): boolean {
    const wasThere = this.subscriptions.delete(id);
    if (this.subscriptions.size === 0) {
      this.unwatch?.();
      this.unwatch = undefined;
    }
    return wasThere;
  }

  private async open(): Promise<void> {
    this.state = { kind: 'starting' };
    try {
      const transport = await this.start((event) => this.take(event));
      this.state = { kind: 'running', transport };
      for (const [id, { spec }] of this.subscriptions) {
        transport.send({ type: 'subscribe', id, spec });
      }
    } catch (thrown) {
      this.fail(asEngineError(thrown, 'engine-unavailable'));
    }
  }

  private take(event: EngineEvent): void {
    switch (event.type) {
      case 'rows':
      case 'status':
        // Ids that have left since the engine sent this are passed over.
        event.ids.forEach((id) => this.subscriptions.get(id)?.subscriber.next(event));
        break;
      case 'error':
        this.end(event.id, event.error);
        break;
      case 'failed':
        this.fail(event.error);
        break;
      case 'started':
        break;
    }
  }

  private fail(error: EngineError): void {
    if (this.state.kind === 'running') {
      this.state.transport.close();
    }
    this.state = { kind: 'idle' };
    // Ended from a copy: whoever subscribes again in answer to the error belongs to the next engine.
    for (const id of [...this.subscriptions.keys()]) {
      this.end(id, error);
    }
  }

  private end(id: number, error: EngineError): void {
    const subscription = this.subscriptions.get(id);
    this.forget(id);
    subscription?.subscriber.error(new TributaryError(error));
  }
}
