// The worker's entry: the same host as on the main thread, behind this scope's messages.

import { EngineHost } from './host';
import { type EngineRequest } from './protocol';

/** The part of a worker's global scope that is used here; the types of all of it would clash with the page's. */
interface WorkerScope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<EngineRequest>) => void) | null;
}

const scope = self as unknown as WorkerScope;

const host = new EngineHost((events, transfer) => scope.postMessage(events, transfer));
scope.onmessage = ({ data }) => host.handle(data);
