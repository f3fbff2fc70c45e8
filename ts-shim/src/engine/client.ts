import { NEVER, Observable, type Subscriber } from 'rxjs';

import { TributaryError } from '../errors';
import {
  type EngineError,
  type EngineEvent,
  type EngineRequest,
  type RowsEvent,
  type Snapshot,
  type StatusEvent,
  type SubscriptionSpec,
} from './protocol';
import { type EngineHistory, type StartAt, Supervisor } from './supervisor';

/** What a subscription sees; that it is unusable ends its Observable with a `TributaryError`. */
export type StreamEvent = (RowsEvent | StatusEvent) & {
  /** Absent while there is nothing to tell of the engine: it runs in its worker, and is the first that does. */
  engine?: EngineState;
};

/** What has become of the engine, as far as it matters to a subscription. */
export interface EngineState extends EngineHistory {
  /** Rows that the subscription's stream held when engines were lost. */
  rowsLost: number;
}

interface Subscription {
  spec: SubscriptionSpec;
  subscriber: Subscriber<StreamEvent>;
  /** The latest one. */
  snapshot?: Snapshot;
  rowsLost: number;
}

/** An engine whose memory has grown beyond this is ended when nothing is left in it: the next one begins small. */
export const SPARED_BYTES = 32 * 1024 * 1024;

/** Tells the engine what happens to the page, until what it returns is called. */
type Watch = (tell: (request: EngineRequest) => void) => () => void;

/**
 * The page's side of one engine. The engine starts with the first subscription and stays, since its buffers outlive
 * their subscriptions. When it is lost its subscriptions are made again with the next one, and only their rows start
 * anew; when there is no next one, they end with the error, and whoever subscribes then has it tried again.
 */
export class EngineClient {
  private readonly supervisor: Supervisor;
  private lastId = 0;
  private readonly subscriptions = new Map<number, Subscription>();
  /** Told to the engine in one request when the turn ends. */
  private readonly wanted = new Set<number>();
  private unwatch?: () => void;

  /** `watch` is called while anybody is subscribed. */
  constructor(
    start: StartAt,
    private readonly watch: Watch = () => () => {}
  ) {
    this.supervisor = new Supervisor(start, {
      started: () => this.subscriptions.forEach(({ spec }, id) => this.tell({ type: 'subscribe', id, spec })),
      take: (event) => this.take(event),
      lost: () => this.countLost(),
      ended: (error) => this.endAll(error),
    });
  }

  /**
   * A stream's events; each Observable subscription is one of the engine's, with an id of its own. Its rows come once,
   * and then once more whenever `wants` has asked for them; statuses come by themselves.
   */
  subscribe(spec: SubscriptionSpec, wants: Observable<void> = NEVER): Observable<StreamEvent> {
    return new Observable((subscriber) => {
      const id = ++this.lastId;
      this.subscriptions.set(id, { spec, subscriber, rowsLost: 0 });
      this.attend();
      this.tell({ type: 'subscribe', id, spec });
      this.supervisor.open();
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

  /** An engine that does not run yet is told of the subscriptions when it does, and has no use for anything else. */
  private tell(request: EngineRequest): void {
    this.supervisor.send(request);
  }

  private drop(id: number): void {
    // An id that is no longer there has ended by an error: the engine has forgotten it already.
    if (this.forget(id)) {
      this.tell({ type: 'unsubscribe', id });
    }
  }

  private forget(id: number): boolean {
    const wasThere = this.subscriptions.delete(id);
    this.attend();
    return wasThere;
  }

  /** Watches the page, and has the engine watched, while anybody is subscribed. */
  private attend(): void {
    const isWanted = this.subscriptions.size > 0;
    if (isWanted !== (this.unwatch !== undefined)) {
      this.unwatch?.();
      this.unwatch = isWanted ? this.watch((request) => this.tell(request)) : undefined;
      this.supervisor.attend(isWanted);
    }
  }

  private take(event: EngineEvent): void {
    switch (event.type) {
      case 'rows':
        // Ids that have left since the engine sent this are passed over.
        event.ids.forEach((id) => this.passRows(event, this.subscriptions.get(id)));
        break;
      case 'counters':
        event.ids.forEach((id) => {
          const subscription = this.subscriptions.get(id);
          if (subscription?.snapshot) {
            const snapshot = { ...subscription.snapshot, stats: event.stats };
            this.passRows({ type: 'rows', ids: [id], snapshot }, subscription);
          }
        });
        break;
      case 'status':
        event.ids.forEach((id) => this.pass(event, this.subscriptions.get(id)));
        break;
      case 'error':
        this.end(event.id, event.error);
        break;
      case 'idle':
        // Who has subscribed meanwhile is on the way to this engine.
        if (this.subscriptions.size === 0 && event.memoryBytes > SPARED_BYTES) {
          this.supervisor.rest();
        }
        break;
      case 'started':
      case 'failed':
      case 'pong':
        break;
    }
  }

  private passRows(event: RowsEvent, subscription: Subscription | undefined): void {
    if (subscription) {
      subscription.snapshot = event.snapshot;
      this.pass(event, subscription);
    }
  }

  private pass(event: RowsEvent | StatusEvent, subscription: Subscription | undefined): void {
    const { restarts, onMainThread } = this.supervisor.history;
    const isOrdinary = restarts === 0 && onMainThread === undefined;
    const rowsLost = subscription?.rowsLost ?? 0;
    subscription?.subscriber.next(isOrdinary ? event : { ...event, engine: { restarts, onMainThread, rowsLost } });
  }

  /** Whether anybody wants the next engine. */
  private countLost(): boolean {
    this.subscriptions.forEach((subscription) => {
      const { snapshot } = subscription;
      subscription.rowsLost += snapshot?.selected?.of ?? snapshot?.length ?? 0;
      subscription.snapshot = undefined;
    });
    return this.subscriptions.size > 0;
  }

  private endAll(error: EngineError): void {
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
