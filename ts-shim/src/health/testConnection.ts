import { type TestDataSourceResponse } from '@grafana/data';
import { Subject, tap } from 'rxjs';

import { type EngineClient } from '../engine/client';
import { type SubscriptionSpec } from '../engine/protocol';
import { asEngineError } from '../errors';
import { describeError } from '../query/describeError';
import { aboutSettings } from '../query/handshake';
import { migrateQuery } from '../query/migrate';
import { newScope, subscriptionSpec } from '../query/spec';
import { type AddressSettings, type Page, resolveAddress } from '../url/resolve';
import { diagnose } from './diagnosis';
import { explainOpened } from './explain';
import { observe } from './observe';
import { type Fetch, pageFetch } from './probe';

export interface TestOptions {
  settings: AddressSettings;
  page: Page;
  engine: Pick<EngineClient, 'subscribe'>;
  fetch?: Fetch;
  /** How long to wait for the connection and its first message. */
  timeoutMs?: number;
}

const TEST_TIMEOUT_MS = 10_000;

/** Really connects to the data source's address and says what came of it, and what to do. */
export async function testConnection({
  settings,
  page,
  engine,
  fetch = pageFetch,
  timeoutMs = TEST_TIMEOUT_MS,
}: TestOptions): Promise<TestDataSourceResponse> {
  let spec: SubscriptionSpec;
  try {
    spec = testSpec(settings, resolveAddress(settings, page, {}), timeoutMs);
  } catch (thrown) {
    return { status: 'error', message: describeError(asEngineError(thrown, 'test-failed')) };
  }
  const { url } = spec.connection;
  // The first rows may be those of an empty buffer, or of a handshake: more of them are wanted each time.
  const wants = new Subject<void>();
  const events = engine.subscribe(spec, wants).pipe(tap(({ type }) => type === 'rows' && wants.next()));
  const outcome = await observe(events, timeoutMs);
  if (outcome.kind === 'unusable') {
    const error = aboutSettings(outcome.error, settings.jsonData.handshake);
    return { status: 'error', message: describeError(error) };
  }
  return explainOpened(outcome, timeoutMs) ?? { status: 'error', message: await diagnose(settings, page, url, fetch) };
}

// A scope of its own, so that the socket is a new one and not a panel's; nothing of it is kept.
function testSpec(settings: AddressSettings, url: string, timeoutMs: number): SubscriptionSpec {
  const { uid, jsonData } = settings;
  const spec = subscriptionSpec(migrateQuery({ refId: 'test' }), { scope: newScope(uid), jsonData }, url);
  return {
    ...spec,
    connection: {
      ...spec.connection,
      lingerMs: 0,
      reconnect: { ...spec.connection.reconnect, connectTimeoutMs: timeoutMs },
    },
    stream: { ...spec.stream, buffer: { kind: 'append', rows: 1 }, lingerMs: 0 },
  };
}
