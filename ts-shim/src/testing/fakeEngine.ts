import {
  type ConnectionStatus,
  type EngineError,
  type EngineEvent,
  type EngineRequest,
  type Snapshot,
  type SubscriptionSpec,
} from '../engine/protocol';
import { type OnEvents, type Place, type Transport } from '../engine/transport';

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
  /** Set before a start to make it fail, and each after it. */
  refusal?: Error;
  /** The next starts fail by these, one by one. */
  refusals: Error[] = [];
  /** Pings are not answered. */
  isHung = false;
  /** Where it was started, in order. */
  readonly places: Place[] = [];
  /** The most that ran at the same time. */
  mostAtOnce = 0;
  private running = 0;
  private readonly kept = new Map<number, Snapshot>();
  private onEvents: OnEvents = () => {};

  readonly start = async (onEvents: OnEvents, place: Place): Promise<Transport> => {
    this.starts++;
    this.places.push(place);
    const refusal = this.refusals.shift() ?? this.refusal;
    if (refusal) {
      throw refusal;
    }
    this.running++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running);
    this.onEvents = onEvents;
    return { send: (request) => this.take(request), close: () => this.close() };
  };

  /** Emits events in one turn. */
  emit(...events: EngineEvent[]): void {
    this.onEvents(events);
  }

  rows(ids: number[], snapshot: Snapshot): void {
    // What ids that have left are sent was on its way already.
    const sent = ids.filter((id) => this.wanting.delete(id) || !this.live.has(id));
    ids.filter((id) => !sent.includes(id)).forEach((id) => this.kept.set(id, snapshot));
    if (sent.length > 0) {
      this.emit({ type: 'rows', ids: sent, snapshot });
    }
  }

  status(ids: number[], status: ConnectionStatus): void {
    this.emit({ type: 'status', ids, status });
  }

  error(id: number, error: EngineError): void {
    this.live.delete(id);
    this.emit({ type: 'error', id, error });
  }

  crash(error: EngineError): void {
    this.emit({ type: 'failed', error });
  }

  /** The only live subscription's id, or the one whose spec the test picks out. */
  idOf(matches: (spec: SubscriptionSpec) => boolean = () => true): number {
    const found = [...this.live].filter(([, spec]) => matches(spec));
    expect(found).toHaveLength(1);
    return found[0][0];
  }

  private close(): void {
    this.closes++;
    this.running--;
    this.live.clear();
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
    } else if (request.type === 'ping' && !this.isHung) {
      this.emit({ type: 'pong' });
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
