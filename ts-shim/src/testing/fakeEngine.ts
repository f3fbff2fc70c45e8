import {
  type ConnectionStatus,
  type EngineError,
  type EngineEvent,
  type EngineRequest,
  type Snapshot,
  type SubscriptionSpec,
} from '../engine/protocol';
import { type Transport } from '../engine/transport';

/**
 * An engine for tests: it speaks the protocol, and does what the test tells it to. Rows for subscriptions that do not
 * want any are kept until they do, the latest only.
 */
export class FakeEngine {
  /** How often it was started and closed. */
  starts = 0;
  closes = 0;
  /** Every request, in order. */
  readonly requests: EngineRequest[] = [];
  /** What is subscribed now. */
  readonly live = new Map<number, SubscriptionSpec>();
  /** Those of them that want rows. */
  readonly wanting = new Set<number>();
  /** Set before a start to make it fail. */
  refusal?: Error;
  private readonly kept = new Map<number, Snapshot>();
  private onEvent: (event: EngineEvent) => void = () => {};

  readonly start = async (onEvent: (event: EngineEvent) => void): Promise<Transport> => {
    this.starts++;
    if (this.refusal) {
      throw this.refusal;
    }
    this.onEvent = onEvent;
    return { send: (request) => this.take(request), close: () => this.closes++ };
  };

  rows(ids: number[], snapshot: Snapshot): void {
    // What ids that have left are sent was on its way already.
    const sent = ids.filter((id) => this.wanting.delete(id) || !this.live.has(id));
    ids.filter((id) => !sent.includes(id)).forEach((id) => this.kept.set(id, snapshot));
    if (sent.length > 0) {
      this.onEvent({ type: 'rows', ids: sent, snapshot });
    }
  }

  status(ids: number[], status: ConnectionStatus): void {
    this.onEvent({ type: 'status', ids, status });
  }

  error(id: number, error: EngineError): void {
    this.live.delete(id);
    this.onEvent({ type: 'error', id, error });
  }

  crash(error: EngineError): void {
    this.live.clear();
    this.onEvent({ type: 'failed', error });
  }

  /** The only live subscription's id, or the one whose spec the test picks out. */
  idOf(matches: (spec: SubscriptionSpec) => boolean = () => true): number {
    const found = [...this.live].filter(([, spec]) => matches(spec));
    expect(found).toHaveLength(1);
    return found[0][0];
  }

  private take(request: EngineRequest): void {
    this.requests.push(request);
    if (request.type === 'subscribe') {
      this.live.set(request.id, request.spec);
      this.wanting.add(request.id);
    } else if (request.type === 'want') {
      request.ids.forEach((id) => this.want(id));
    } else if (request.type === 'unsubscribe') {
      this.live.delete(request.id);
    }
  }

  private want(id: number): void {
    const snapshot = this.kept.get(id);
    this.kept.delete(id);
    this.wanting.add(id);
    if (snapshot) {
      this.rows([id], snapshot);
    }
  }
}
