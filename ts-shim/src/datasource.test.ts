import {
  CoreApp,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  LoadingState,
} from '@grafana/data';

import { TributaryDataSource } from './datasource';
import { EngineClient } from './engine/client';
import { FakeEngine } from './testing/fakeEngine';
import { FakePage } from './testing/fakePage';
import { OPEN, prices } from './testing/snapshots';
import { type TributaryDataSourceOptions, type TributaryQuery } from './types';

jest.mock('./engine/page', () => ({ pageEngine: undefined }));
jest.mock('@grafana/runtime', () => ({
  config: { appSubUrl: '/grafana' },
  getTemplateSrv: () => ({ replace: (text: string) => text.replace('$feed', 'ticker') }),
}));

function setUp(given: Partial<DataSourceInstanceSettings<TributaryDataSourceOptions>> = {}, client?: EngineClient) {
  const engine = new FakeEngine();
  const settings = {
    uid: 'abc',
    type: 'tributary-websocket-datasource',
    name: 'Feed',
    access: 'proxy',
    url: '/api/datasources/proxy/uid/abc',
    jsonData: {},
    ...given,
  } as DataSourceInstanceSettings<TributaryDataSourceOptions>;
  const conductor = new FakePage().conductor();
  return { engine, datasource: new TributaryDataSource(settings, client ?? new EngineClient(engine.start), conductor) };
}

function run(datasource: TributaryDataSource, targets: Array<Partial<TributaryQuery>>) {
  const packets: DataQueryResponse[] = [];
  const request = { targets, scopedVars: {} } as DataQueryRequest<TributaryQuery>;
  const subscription = datasource.query(request).subscribe((packet) => packets.push(packet));
  return { packets, subscription };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('TributaryDataSource', () => {
  it('subscribes each visible target at its own address and streams their rows together', async () => {
    const { engine, datasource } = setUp();
    const { packets } = run(datasource, [
      { refId: 'A', path: '$feed' },
      { refId: 'B', path: 'book', hide: true },
      { refId: 'C', path: 'machine', fields: [] },
      { refId: 'D', path: 'fleet' },
    ]);
    await jest.advanceTimersByTimeAsync(0);
    const base = 'ws://localhost/grafana/api/datasources/proxy/uid/abc/q0';
    expect([...engine.live.values()].map(({ connection }) => connection.url)).toEqual([
      `${base}/ticker`,
      `${base}/fleet`,
    ]);
    const [a, d] = engine.live.keys();
    engine.status([a, d], OPEN);
    engine.rows([a], prices(1));
    engine.rows([d], prices(2));
    await jest.advanceTimersByTimeAsync(50);
    expect(packets).toHaveLength(1);
    expect(packets[0].state).toBe(LoadingState.Streaming);
    expect(packets[0].data.map(({ refId }) => refId)).toEqual(['A', 'D']);
  });

  it('shares sockets and buffers within an instance, and not with the one made when settings are saved', async () => {
    const engine = new FakeEngine();
    const client = new EngineClient(engine.start);
    const before = setUp({}, client).datasource;
    const after = setUp({}, client).datasource;
    for (const datasource of [before, before, after]) {
      run(datasource, [{ refId: 'A' }]);
    }
    await jest.advanceTimersByTimeAsync(0);
    const [first, second, third] = [...engine.live.values()].map(({ connection }) => connection);
    expect(second).toEqual(first);
    expect(third.url).toBe(first.url);
    expect(third.scope).not.toBe(first.scope);
  });

  it('ends the engine’s subscriptions with its own, and replays the buffer to the next', async () => {
    const { engine, datasource } = setUp();
    const first = run(datasource, [{ refId: 'A' }]);
    await jest.advanceTimersByTimeAsync(0);
    first.subscription.unsubscribe();
    expect(engine.live.size).toBe(0);
    const second = run(datasource, [{ refId: 'A' }]);
    const id = engine.idOf();
    engine.rows([id], prices(1, 2, 3));
    await jest.advanceTimersByTimeAsync(50);
    expect(second.packets[0].data[0].length).toBe(3);
    expect(engine.starts).toBe(1);
  });

  it('is done at once when there is nothing to run', () => {
    const { engine, datasource } = setUp();
    const { packets } = run(datasource, [{ refId: 'A', hide: true }]);
    expect(packets).toEqual([expect.objectContaining({ state: LoadingState.Done, data: [] })]);
    expect(engine.starts).toBe(0);
  });

  it('reports a bad path as that target’s error and does not subscribe it', async () => {
    const { engine, datasource } = setUp();
    const { packets } = run(datasource, [{ refId: 'A', path: '../other' }]);
    await jest.advanceTimersByTimeAsync(0);
    expect(packets).toEqual([
      expect.objectContaining({
        state: LoadingState.Error,
        errors: [{ refId: 'A', message: expect.stringMatching(/^Path: .*\.\./) }],
      }),
    ]);
    expect(engine.live.size).toBe(0);
  });

  it('keeps the other targets’ rows when one is refused by the engine', async () => {
    const { engine, datasource } = setUp();
    const { packets } = run(datasource, [
      { refId: 'A', fields: [{ path: '$.a[', type: 'auto', role: 'value' }] },
      { refId: 'B' },
    ]);
    await jest.advanceTimersByTimeAsync(0);
    const [a, b] = engine.live.keys();
    engine.error(a, { code: 'path-syntax', message: 'it ends too early', field: 'fields[0].path', position: 4 });
    engine.rows([b], prices(1));
    await jest.advanceTimersByTimeAsync(50);
    expect(packets[0].state).toBe(LoadingState.Streaming);
    expect(packets[0].data[0].meta.notices[0].text).toBe('Query A: Field 1 ($.a[), character 5: it ends too early');
    expect(packets[0].data[1].length).toBe(1);
  });

  it('gives every new query its own copy of the defaults', () => {
    const { datasource } = setUp();
    const first = datasource.getDefaultQuery(CoreApp.Dashboard);
    first.fields![0].path = '$.changed';
    expect(datasource.getDefaultQuery(CoreApp.Dashboard).fields).toEqual([{ path: '$', type: 'auto', role: 'value' }]);
  });
});
