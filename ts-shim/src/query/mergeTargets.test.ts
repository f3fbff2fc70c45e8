import { type DataFrame, type DataQueryResponse, LoadingState } from '@grafana/data';
import { type Observable, Subject } from 'rxjs';

import { type StreamEvent } from '../engine/client';
import { type ConnectionStatus, type Snapshot } from '../engine/protocol';
import { TributaryError } from '../errors';
import { FakePage } from '../testing/fakePage';
import { CONNECTING, numbers, OPEN, prices, snapshot, waiting } from '../testing/snapshots';
import { mergeTargets } from './mergeTargets';
import { migrateQuery } from './migrate';

const INTERVAL_MS = 100;

function setUp(...refIds: string[]) {
  const streams = refIds.map(() => new Subject<StreamEvent>());
  const page = new FakePage();
  const wanted = jest.fn();
  const targets = refIds.map((refId, index) => ({
    query: migrateQuery({ refId }),
    events: (wants: Observable<void>) => {
      wants.subscribe(() => wanted(refId));
      return streams[index];
    },
  }));
  const packets: DataQueryResponse[] = [];
  const complete = jest.fn();
  const subscription = mergeTargets(targets, page.conductor(), { intervalMs: INTERVAL_MS }).subscribe({
    next: (packet) => packets.push(packet),
    complete,
  });
  const rows = (index: number, snapshot: Snapshot) => streams[index].next({ type: 'rows', ids: [], snapshot });
  const status = (index: number, state: ConnectionStatus) =>
    streams[index].next({ type: 'status', ids: [], status: state });
  return { streams, packets, complete, subscription, rows, status, page, wanted };
}

function frames(packet: DataQueryResponse): Array<[string | undefined, unknown[]]> {
  return packet.data.map((frame: DataFrame) => [frame.refId, frame.fields[1]?.values]);
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('mergeTargets', () => {
  it('carries every target’s frame in each packet, under one key, as a stream', () => {
    const { packets, rows, status } = setUp('A', 'B');
    status(0, OPEN);
    status(1, OPEN);
    rows(0, prices(1));
    rows(1, prices(10));
    jest.advanceTimersByTime(1000);
    rows(1, prices(10, 20));
    jest.advanceTimersByTime(1000);
    expect(packets.map(frames)).toEqual([
      [
        ['A', [1]],
        ['B', [10]],
      ],
      [
        ['A', [1]],
        ['B', [10, 20]],
      ],
    ]);
    expect(new Set(packets.map(({ key }) => key)).size).toBe(1);
    expect(packets.every(({ state }) => state === LoadingState.Streaming)).toBe(true);
  });

  it('begins with what is buffered, at once, but only when every target has answered', () => {
    const { packets, rows, status } = setUp('A', 'B');
    status(0, OPEN);
    rows(0, prices(1));
    jest.advanceTimersByTime(1000);
    expect(packets).toHaveLength(0);
    status(1, OPEN);
    rows(1, prices(2));
    jest.advanceTimersByTime(20);
    expect(packets.map(frames)).toEqual([
      [
        ['A', [1]],
        ['B', [2]],
      ],
    ]);
  });

  it('does not show an empty frame before buffered rows that come just after the status', () => {
    const { packets, rows, status } = setUp('A');
    status(0, OPEN);
    jest.advanceTimersByTime(5);
    rows(0, prices(1));
    jest.advanceTimersByTime(1000);
    expect(packets.map(frames)).toEqual([[['A', [1]]]]);
  });

  it('waits for messages when the engine answers with an empty buffer', () => {
    const { packets, rows, status } = setUp('A');
    rows(0, snapshot([numbers('time', [], 'time')], 0));
    status(0, CONNECTING);
    jest.advanceTimersByTime(5000);
    expect(packets).toHaveLength(0);
    status(0, OPEN);
    jest.advanceTimersByTime(50);
    rows(0, prices(1));
    jest.advanceTimersByTime(1000);
    expect(packets.map(frames)).toEqual([[['A', [1]]]]);
  });

  it('says nothing while it connects for the first time, and that it waits once it is open', () => {
    const { packets, status } = setUp('A');
    status(0, CONNECTING);
    jest.advanceTimersByTime(5000);
    expect(packets).toHaveLength(0);
    status(0, OPEN);
    jest.advanceTimersByTime(200);
    expect(packets[0].data[0].meta.notices[0].text).toContain('No message has come yet');
  });

  it('sends a lone message on without waiting', () => {
    const { packets, rows } = setUp('A');
    rows(0, prices(1));
    jest.advanceTimersByTime(5000);
    rows(0, prices(1, 2));
    jest.advanceTimersByTime(1);
    expect(packets).toHaveLength(2);
  });

  it('makes one packet of several targets’ updates, and no more than one an interval', () => {
    const { packets, rows } = setUp('A', 'B');
    rows(0, prices(0));
    rows(1, prices(0));
    jest.advanceTimersByTime(1000);
    packets.length = 0;
    for (let turn = 1; turn <= 10; turn++) {
      rows(0, prices(turn));
      jest.advanceTimersByTime(INTERVAL_MS / 2);
      rows(1, prices(turn));
      jest.advanceTimersByTime(INTERVAL_MS / 2);
    }
    jest.advanceTimersByTime(INTERVAL_MS);
    expect(packets.length).toBeLessThanOrEqual(11);
    expect(frames(packets[packets.length - 1])).toEqual([
      ['A', [10]],
      ['B', [10]],
    ]);
  });

  it('wants again at once when an empty buffer was the answer, and after each packet when its interval has passed', () => {
    const { rows, status, wanted } = setUp('A');
    rows(0, snapshot([numbers('time', [], 'time')], 0));
    status(0, CONNECTING);
    jest.advanceTimersByTime(1);
    expect(wanted).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(5000);
    expect(wanted).toHaveBeenCalledTimes(1);
    rows(0, prices(1));
    jest.advanceTimersByTime(50);
    expect(wanted).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(INTERVAL_MS);
    expect(wanted).toHaveBeenCalledTimes(2);
  });

  it('waits a moment for the rows of the other targets, which were wanted together', () => {
    const { packets, rows } = setUp('A', 'B');
    rows(0, prices(0));
    rows(1, prices(0));
    jest.advanceTimersByTime(1000);
    packets.length = 0;
    rows(0, prices(1));
    jest.advanceTimersByTime(3);
    expect(packets).toEqual([]);
    rows(1, prices(1));
    jest.advanceTimersByTime(1);
    expect(packets.map(frames)).toEqual([
      [
        ['A', [1]],
        ['B', [1]],
      ],
    ]);
    jest.advanceTimersByTime(1000);
    rows(0, prices(2));
    jest.advanceTimersByTime(10);
    expect(packets).toHaveLength(2);
  });

  it('brings what was kept of one target together with what the next want brings of the other', () => {
    const { packets, rows } = setUp('A', 'B');
    rows(0, prices(0));
    rows(1, prices(0));
    jest.advanceTimersByTime(1000);
    packets.length = 0;
    rows(0, prices(1));
    jest.advanceTimersByTime(10);
    rows(1, prices(1));
    jest.advanceTimersByTime(INTERVAL_MS - 18);
    expect(packets).toHaveLength(1);
    // By now more is wanted of both.
    jest.advanceTimersByTime(2);
    rows(0, prices(2));
    jest.advanceTimersByTime(50);
    expect(packets.slice(1).map(frames)).toEqual([
      [
        ['A', [2]],
        ['B', [1]],
      ],
    ]);
  });

  it('emits nothing while the page is hidden, and one packet when it is shown', () => {
    const { packets, rows, status, page, wanted } = setUp('A', 'B');
    page.hide();
    status(0, OPEN);
    status(1, OPEN);
    rows(0, prices(1));
    rows(1, prices(1));
    jest.advanceTimersByTime(60_000);
    expect(packets).toEqual([]);
    expect(wanted).not.toHaveBeenCalled();
    page.show();
    jest.advanceTimersByTime(2);
    expect(wanted.mock.calls).toEqual([['A'], ['B']]);
    rows(0, prices(1, 2));
    rows(1, prices(1, 2));
    jest.advanceTimersByTime(80);
    expect(packets.map(frames)).toEqual([
      [
        ['A', [1, 2]],
        ['B', [1, 2]],
      ],
    ]);
  });

  it('ends with its error also while the page is hidden', () => {
    const { packets, streams, page, complete } = setUp('A');
    page.hide();
    streams[0].error(new Error('boom'));
    expect(packets).toEqual([expect.objectContaining({ state: LoadingState.Error })]);
    expect(complete).toHaveBeenCalled();
  });

  it('keeps the rows and stays a stream while the connection is lost, with a notice', () => {
    const { packets, rows, status } = setUp('A');
    rows(0, prices(1));
    status(0, waiting('Lost.'));
    jest.advanceTimersByTime(1000);
    const last = packets[packets.length - 1];
    expect(last.state).toBe(LoadingState.Streaming);
    expect(last.errors).toBeUndefined();
    expect(frames(last)).toEqual([['A', [1]]]);
    expect(last.data[0].meta.notices).toEqual([{ severity: 'warning', text: 'Reconnecting: Lost.' }]);
  });

  it('shows an unusable target as a notice beside the others’ rows', () => {
    const { packets, complete, streams, rows } = setUp('A', 'B');
    streams[0].error(
      new TributaryError({ code: 'path-syntax', message: 'expected ]', field: 'fields[0].path', position: 4 })
    );
    rows(1, prices(2));
    jest.advanceTimersByTime(1000);
    expect(packets).toHaveLength(1);
    expect(packets[0].state).toBe(LoadingState.Streaming);
    expect(packets[0].data[0].meta.notices).toEqual([
      { severity: 'error', text: 'Query A: Field 1 ($), character 5: expected ]' },
    ]);
    expect(packets[0].data[1].fields[1].values).toEqual([2]);
    expect(complete).not.toHaveBeenCalled();
  });

  it('is an error, and ends, when no target can be used', () => {
    const { packets, complete, streams } = setUp('A', 'B');
    streams[1].error(new TributaryError({ code: 'path-traversal', message: 'stay below', field: 'path' }));
    streams[0].error(new Error('boom'));
    jest.advanceTimersByTime(1000);
    expect(packets).toEqual([
      expect.objectContaining({
        state: LoadingState.Error,
        errors: [
          { refId: 'A', message: 'boom' },
          { refId: 'B', message: 'Path: stay below' },
        ],
      }),
    ]);
    expect(complete).toHaveBeenCalled();
  });

  it('lets go of every target and emits nothing more once it is unsubscribed', () => {
    const { packets, streams, subscription, rows } = setUp('A', 'B');
    rows(0, prices(1));
    rows(1, prices(1));
    subscription.unsubscribe();
    jest.advanceTimersByTime(1000);
    expect(packets).toHaveLength(0);
    expect(streams.some(({ observed }) => observed)).toBe(false);
  });

  it('says with each packet what has become of the engine', () => {
    const { packets, streams, status } = setUp('A');
    const engine = { restarts: 1, rowsLost: 12, onMainThread: "The engine's worker did not answer for 3 s." };
    const stats = (packet?: DataQueryResponse) =>
      packet?.data[0].meta.stats.map(({ displayName }: { displayName: string }) => displayName);
    status(0, OPEN);
    streams[0].next({ type: 'rows', ids: [], snapshot: prices(1) });
    jest.advanceTimersByTime(1000);
    expect(stats(packets.at(-1))).not.toContain('Engine restarts');
    streams[0].next({ type: 'rows', ids: [], snapshot: prices(1), engine });
    jest.advanceTimersByTime(1000);
    expect(stats(packets.at(-1))).toEqual(
      expect.arrayContaining(['Engine restarts', 'Rows lost with them', 'The engine runs on the main thread'])
    );
  });
});
