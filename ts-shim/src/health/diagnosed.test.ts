import { Subject } from 'rxjs';

import { type StreamEvent } from '../engine/client';
import { type ConnectionStatus } from '../engine/protocol';
import { CONNECTING, OPEN, prices, stopped, waiting } from '../testing/snapshots';
import { diagnosed } from './diagnosed';

const flush = () => new Promise((resolve) => setTimeout(resolve));

function setUp(diagnose = jest.fn(async () => 'Look there.')) {
  const events = new Subject<StreamEvent>();
  const seen: Array<{ type: string }> = [];
  const subscription = diagnosed(events, diagnose).subscribe((event) => seen.push(event));
  const status = (status: ConnectionStatus) => events.next({ type: 'status', ids: [1], status });
  const found = () => seen.filter(({ type }) => type === 'diagnosis');
  return { events, seen, status, found, diagnose, subscription };
}

describe('diagnosed', () => {
  it('passes every event on', () => {
    const { events, seen } = setUp();
    events.next({ type: 'rows', ids: [1], snapshot: prices(1) });
    expect(seen).toHaveLength(1);
  });

  it('looks closer at a connection that does not open, and tells what it found', async () => {
    const { status, found } = setUp();
    status(CONNECTING);
    status(waiting('It could not be reached.'));
    await flush();
    expect(found()).toEqual([{ type: 'diagnosis', text: 'Look there.' }]);
  });

  it.each([
    ['was open', [OPEN, waiting('Lost.')]],
    ['was closed for a reason', [waiting('It restarts.', 1, 1012)]],
    ['is not tried again', [stopped('Forbidden.')]],
  ])('does not look at one that %s', async (_, states) => {
    const { status, diagnose } = setUp();
    states.forEach(status);
    await flush();
    expect(diagnose).not.toHaveBeenCalled();
  });

  it('looks again when one that was open does not come back', async () => {
    const { status, diagnose } = setUp();
    [OPEN, waiting('Lost.'), CONNECTING, waiting('It could not be reached.', 2)].forEach(status);
    await flush();
    expect(diagnose).toHaveBeenCalledTimes(1);
  });

  it('does not tell what it finds too late', async () => {
    const { status, found } = setUp();
    status(waiting('It could not be reached.'));
    status(OPEN);
    await flush();
    expect(found()).toEqual([]);
  });

  it('tells nobody who has left', async () => {
    const { status, found, subscription } = setUp();
    status(waiting('It could not be reached.'));
    subscription.unsubscribe();
    await flush();
    expect(found()).toEqual([]);
  });
});
