import { migrateQuery } from '../query/migrate';
import { subscriptionSpec } from '../query/spec';
import { type EngineRequest } from './protocol';

const query = migrateQuery({
  refId: 'A',
  path: '/trades',
  subscribe: '{"op":"subscribe"}',
  where: "$.e == 'trade'",
  fields: [
    { path: '$.t', type: 'time', role: 'time', timeFormat: 'epoch-ms' },
    { path: '$.p', name: 'price', type: 'number', role: 'value' },
  ],
});
const spec = subscriptionSpec(query, { scope: 'a:1', jsonData: {} }, 'wss://feed/trades');

const REQUESTS: { [Type in EngineRequest['type']]: Extract<EngineRequest, { type: Type }> } = {
  start: { type: 'start', wasmUrl: 'https://g/x.wasm', seed: 7 },
  subscribe: { type: 'subscribe', id: 1, spec },
  unsubscribe: { type: 'unsubscribe', id: 1 },
  want: { type: 'want', ids: [1, 2] },
  reconnect: { type: 'reconnect', scope: 'a:1' },
  resume: { type: 'resume' },
  suspend: { type: 'suspend' },
  ping: { type: 'ping' },
};

describe('requests', () => {
  // Grafana's frontend sandbox lets nothing but plain objects through to a worker.
  it.each(Object.entries(REQUESTS))('%s is made of plain objects alone: it is the same after JSON', (_, request) => {
    expect(JSON.parse(JSON.stringify(request))).toEqual(request);
  });
});
